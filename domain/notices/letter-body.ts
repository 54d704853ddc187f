// A letter as the two parts of a mail: plain text, and simple HTML with every word escaped and nothing from elsewhere.
import type { Letter } from './letter.ts';

export function letterText({ paragraphs, lines, link, footer }: Letter): string {
  return [...paragraphs, lines.join('\n'), `${link.text} : ${link.url}`, `-- \n${footer}`, ''].join('\n\n');
}

const STYLE = 'font:16px/1.5 sans-serif;color:#2a1d17;max-width:36em;margin:0 auto;padding:1em';

export function letterHtml({ subject, paragraphs, lines, link, footer }: Letter): string {
  return [
    '<!doctype html>',
    `<html lang="fr"><head><meta charset="utf-8"><title>${escapeHtml(subject)}</title></head>`,
    `<body style="${STYLE}">`,
    ...paragraphs.map((paragraph) => `<p>${escapeHtml(paragraph)}</p>`),
    `<ul>${lines.map((line) => `<li>${escapeHtml(line)}</li>`).join('')}</ul>`,
    `<p><a href="${escapeHtml(link.url)}">${escapeHtml(link.text)}</a></p>`,
    `<p style="font-size:13px;color:#6b5a50">${escapeHtml(footer)}</p>`,
    '</body></html>',
    '',
  ].join('\n');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export const escapeHtml = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
