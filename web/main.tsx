// Starts the pages: language first, then everything else.
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { chooseLanguage, loadTexts } from './language/language.ts';
import './style/tokens.css';
import './style/base.css';
import './style/controls.css';
import './style/layout.css';
import './style/storefront.css';
import './style/basket.css';
import './style/order.css';

const language = chooseLanguage(navigator.languages);
const texts = await loadTexts(language);
document.documentElement.lang = language;

const place = document.getElementById('app');
if (place === null) throw new Error('index.html has no place for the pages');
createRoot(place).render(
  <StrictMode>
    <App language={language} texts={texts} />
  </StrictMode>,
);
