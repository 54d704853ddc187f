// The sign-in page of one machine: one button for each persona.
import { PERSONAS } from './personas.ts';

const STYLE = `body{font:1rem/1.5 system-ui,sans-serif;margin:0;background:#faf6ef;color:#2a1d17}
main{max-width:24rem;margin:0 auto;padding:2rem 1rem}h1{font-size:1.4rem}
button{display:block;width:100%;min-height:48px;margin:.6rem 0;font:inherit;text-align:left;padding:0 1rem;
border:1px solid #cbbcae;border-radius:8px;background:#fffdf9;color:inherit;cursor:pointer}`;

/** @param back where the chosen one goes on; an address of our own. */
export function signInPage(back: string): string {
  const buttons = PERSONAS.map(({ label, wish }) => button(wish.sub, label));
  return `<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Connexion</title><style>${STYLE}</style></head>
<body><main><h1>Se connecter</h1><p>Connexion locale de développement : choisissez qui vous êtes.</p>
<form method="post"><input type="hidden" name="redirect_url" value="${escapeHtml(back)}">
${[...buttons, button('', 'Se déconnecter')].join('\n')}
</form></main></body></html>
`;
}

const button = (sub: string, label: string): string =>
  `<button type="submit" name="persona" value="${escapeHtml(sub)}">${escapeHtml(label)}</button>`;

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const escapeHtml = (text: string): string =>
  text.replaceAll(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
