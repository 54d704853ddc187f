// The hosted pages as plain HTML forms, with no script.
import type { LineItemRecord, SessionRecord } from '../store/stripe-objects.ts';
import { formatAmount, type PageError, type Texts } from './texts.ts';

const STYLE = `body{font:16px/1.5 system-ui,sans-serif;max-width:26rem;margin:0 auto;padding:1rem;color:#1a1f36}
.banner{background:#fff3cd;border:1px solid #e0c36a;padding:.5rem .75rem;border-radius:6px}
label{display:block;margin:.75rem 0 .25rem}input{width:100%;box-sizing:border-box;padding:.6rem;font:inherit}
button{width:100%;margin-top:1rem;padding:.75rem;font:inherit;border:0;border-radius:6px;background:#0a2540;color:#fff}
.error{color:#b3093c;font-weight:600}ul{padding-left:1.2rem}`;

/** What the customer typed, given back after an error — never the card. */
export interface Typed {
  readonly email: string;
  readonly name: string;
}

export function renderPayPage(
  session: SessionRecord,
  items: readonly LineItemRecord[],
  view: { texts: Texts; typed: Typed; error: PageError | null },
): string {
  const { texts, typed, error } = view;
  const total = formatAmount(session.amount_total, session.currency, texts);
  const lines = items.map((item) => {
    const amount = formatAmount(item.amount_total, item.currency, texts);
    return `<li>${escapeHtml(item.description ?? '')} — ${escapeHtml(amount)}</li>`;
  });
  return renderDocument(texts, texts.title, [
    `<h1>${escapeHtml(texts.total)} : ${escapeHtml(total)}</h1>`,
    `<ul>${lines.join('')}</ul>`,
    error === null ? '' : `<p class="error" role="alert">${escapeHtml(texts[error])}</p>`,
    `<form method="post" action="/c/pay/${session.id}">`,
    renderField(
      'email',
      texts.email,
      `type="email" autocomplete="email" value="${escapeHtml(typed.email)}" ${session.customer_email === null ? '' : 'readonly'}`,
    ),
    renderField('number', texts.number, 'inputmode="numeric" autocomplete="cc-number"'),
    renderField('exp', texts.exp, 'inputmode="numeric" autocomplete="cc-exp" placeholder="MM/AA"'),
    renderField('cvc', texts.cvc, 'inputmode="numeric" autocomplete="cc-csc" maxlength="4"'),
    renderField('name', texts.name, `autocomplete="cc-name" value="${escapeHtml(typed.name)}"`),
    `<button type="submit">${escapeHtml(texts.pay)} ${escapeHtml(total)}</button>`,
    '</form>',
    renderBack(session, texts),
  ]);
}

export function renderSecurePage(session: SessionRecord, texts: Texts): string {
  const total = formatAmount(session.amount_total, session.currency, texts);
  return renderDocument(texts, texts.secureTitle, [
    `<h1>${escapeHtml(texts.secureTitle)}</h1>`,
    `<p>${escapeHtml(texts.secureText)} (${escapeHtml(total)})</p>`,
    `<form method="post" action="/c/pay/${session.id}/3ds">`,
    `<button type="submit" name="result" value="ok">${escapeHtml(texts.secureOk)}</button>`,
    `<button type="submit" name="result" value="fail">${escapeHtml(texts.secureFail)}</button>`,
    '</form>',
  ]);
}

/** A page that says one thing and offers no way to pay. */
export function renderMessagePage(texts: Texts, message: PageError, session?: SessionRecord): string {
  return renderDocument(texts, texts.title, [
    `<p>${escapeHtml(texts[message])}</p>`,
    session === undefined ? '' : renderBack(session, texts),
  ]);
}

function renderBack(session: SessionRecord, texts: Texts): string {
  return session.cancel_url === null
    ? ''
    : `<p><a href="${escapeHtml(session.cancel_url)}">${escapeHtml(texts.back)}</a></p>`;
}

function renderField(name: string, label: string, attributes: string): string {
  return `<label for="${name}">${escapeHtml(label)}</label><input id="${name}" name="${name}" required ${attributes}>`;
}

function renderDocument(texts: Texts, title: string, body: readonly string[]): string {
  return `<!doctype html>
<html lang="${texts.lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)}</title><style>${STYLE}</style></head>
<body><p class="banner">${escapeHtml(texts.banner)}</p>
${body.filter((part) => part !== '').join('\n')}
</body></html>
`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
}
