// What `npm start` prints when everything is up: addresses, tokens, and an order to try.
import { join } from 'node:path';
import type { StackInfo } from './stack-info.ts';

export function greeting(info: StackInfo, dataDir: string): string {
  const { tokens } = info;
  return [
    '',
    'Klik&Go Orders is running.',
    `  Boutique     ${info.api}/`,
    `  Boucher      ${info.api}/boucher`,
    `  API          ${info.api}   (documentation: ${info.api}/docs)`,
    `  Temporal UI  ${info.temporalUi}`,
    `  Temporal     ${info.temporal}`,
    `  Stripe       ${info.stripe}`,
    ...(info.mailbox === '' ? [] : [`  E-mails      ${info.mailbox}`]),
    ...(info.codec === ''
      ? []
      : [`  Codec        ${info.codec}   (payloads are encrypted; docs/temporal.md)`]),
    `  Metrics      ${info.metrics.api}, ${info.metrics.worker}`,
    ...(tokens.customer === '' ? [] : tokenLines(info)),
    '',
    `For scripts, all of it: ${join(dataDir, 'stack.json')}. Logs: ${join(dataDir, 'logs')}. Ctrl-C stops everything.`,
  ].join('\n');
}

function tokenLines({ api, tokens }: StackInfo): string[] {
  const butchers = Object.entries(tokens.butchers);
  return [
    '',
    'Tokens, for 12 hours:',
    `  customer     ${tokens.customer}`,
    `  another one  ${tokens.otherCustomer}`,
    `  operator     ${tokens.operator}`,
    ...butchers.map(([shopId, token]) => `  butcher of ${shopId}\n               ${token}`),
    '',
    'Place an order, then open the `url` of the answer and pay with card 4242 4242 4242 4242:',
    `  curl -s ${api}/api/checkout -H 'Content-Type: application/json' \\`,
    `    -H 'Authorization: Bearer ${tokens.customer}' \\`,
    `    -d '{"shopId":"demo-express","items":[{"productId":"boeuf-bavette","quantity":500,"unit":"g"}]}'`,
  ];
}
