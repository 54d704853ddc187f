// Gives every component the texts and formats of the visitor's language.
import { createContext, type ReactNode, useContext } from 'react';
import { FR, type Texts } from '../texts/fr.ts';
import { createFormats, type Formats } from './formats.ts';
import type { Language } from './language.ts';

interface Words {
  readonly language: Language;
  readonly texts: Texts;
  readonly formats: Formats;
}

const WordsContext = createContext<Words>({ language: 'fr', texts: FR, formats: createFormats('fr') });

export const useWords = (): Words => useContext(WordsContext);

interface Props {
  readonly language: Language;
  readonly texts: Texts;
  readonly children: ReactNode;
}

export function WordsProvider({ language, texts, children }: Props) {
  return (
    <WordsContext value={{ language, texts, formats: createFormats(language) }}>{children}</WordsContext>
  );
}
