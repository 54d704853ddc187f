// The pages of the mailbox: the list, newest first, and one mail as text. Plain HTML without scripts.
import { escapeHtml } from '../../domain/notices/letter-body.ts';
import type { KeptMail } from './kept-mails.ts';

const STYLE = `body{font:1rem/1.5 system-ui,sans-serif;margin:0;background:#faf6ef;color:#2a1d17}
main{max-width:48rem;margin:0 auto;padding:1rem}h1{font-size:1.4rem}ul{list-style:none;padding:0}
li a{display:block;padding:.7rem 1rem;margin:.4rem 0;border:1px solid #cbbcae;border-radius:8px;background:#fffdf9;
color:inherit;text-decoration:none}small{color:#6b5a50}pre{white-space:pre-wrap;font:inherit;background:#fffdf9;
border:1px solid #cbbcae;border-radius:8px;padding:1rem}`;

const page = (title: string, body: string): string => `<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title><style>${STYLE}</style></head>
<body><main>${body}</main></body></html>
`;

export function listPage(mails: readonly KeptMail[]): string {
  const lines = mails.map(
    ({ id, to, subject, receivedAt }) =>
      `<li><a href="/mails/${id}"><strong>${escapeHtml(subject)}</strong><br><small>${escapeHtml(to)} · ${receivedAt}</small></a></li>`,
  );
  const none = '<p>Rien pour l’instant. Rechargez la page après une commande.</p>';
  return page(
    'Boîte aux lettres',
    `<h1>Boîte aux lettres locale</h1>${lines.length === 0 ? none : `<ul>${lines.join('\n')}</ul>`}`,
  );
}

export function mailPage({ id, subject, from, to, receivedAt, messageId, text }: KeptMail): string {
  return page(
    subject,
    `<p><a href="/">← Tous les messages</a></p><h1>${escapeHtml(subject)}</h1>
<p>De : ${escapeHtml(from)}<br>À : ${escapeHtml(to)}<br><small>${receivedAt} · ${escapeHtml(messageId)}</small></p>
<pre>${withLinks(escapeHtml(text))}</pre>
<p><a href="/mails/${id}/html">Voir la version HTML</a></p>`,
  );
}

/** @param escaped text without any markup of its own. */
const withLinks = (escaped: string): string =>
  escaped.replaceAll(/https?:\/\/[\w.:/~%?=+-]+/g, (url) => `<a href="${url}">${url}</a>`);
