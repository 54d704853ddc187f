// The canaries of a whole stack: secrets and personal data by name, each to be read nowhere but where it belongs.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { StackInfo } from '../../../dev/stack/stack-info.ts';
import { CUSTOMER } from '../../../dev/tokens/personas.ts';
import { DOUBLE_KEY } from '../../../infra/env-rules.ts';
import { CARDS } from '../hosted-page.ts';
import type { Canaries } from './leak-finder.ts';

export const CONTACT = {
  name: 'Célestine Canari',
  phone: '06 11 22 33 44',
  email: 'celestine@example.fr',
} as const;
export const NOTE = 'interphone en panne';

/** What customers, butchers and browsers send. */
export const PERSONAL = {
  'first name': 'Célestine',
  phone: CONTACT.phone,
  'phone without spaces': '0611223344',
  mail: CONTACT.email,
  'mail of the token': CUSTOMER.email,
  note: NOTE,
  message: 'la chambre froide est en panne',
  cardholder: 'Hortense Exemple',
  'mail of the payer': 'hortense@example.fr',
  'mail of the shop': 'patron@boucherie-canari.example',
  'address of the caller': '203.0.113.77',
  browser: 'CanaryBrowser/7.7',
} as const satisfies Canaries;

export const CARD_NUMBERS: Canaries = {
  'card that is good': CARDS.ok,
  'card that is declined': CARDS.declined,
  'card whose refund fails': CARDS.refundFails,
  'card that is disputed': CARDS.disputed,
};

/** Set before anything starts, or sent by callers. */
export const SECRETS = {
  'password of the database': 'PgCanary-9d1e7c55',
  'user of the mail server': 'smtp-canary-user',
  'password of the mail server': 'SmtpCanary/5b+27f0a8',
  'secret of the shop': `whsec_${Buffer.from('ShopCanary-41c6-at-least-24-bytes').toString('base64')}`,
  'token in the shop’s address': 'HookCanary-77aa31',
  'header of the collector': 'CollectorCanary-2f90b1',
  'session cookie': 'CookieCanary-8e2b4d66',
  'bearer that is no token': 'BearerCanary.c0ffee.99',
  'idempotency key': 'KeyCanary-3d5b-8812',
} as const satisfies Canaries;

const TokenKey = z.object({ d: z.string() });

/** Those that the stack made itself, and the key it pays with. */
export function secretsOfStack(dataDir: string, { tokens, webhookSecret }: StackInfo): Canaries {
  const { d } = TokenKey.parse(JSON.parse(readFileSync(join(dataDir, 'token-key.json'), 'utf8')));
  const [, , signature = ''] = tokens.customer.split('.');
  const [, , butchers = ''] = Object.values(tokens.butchers)[0]?.split('.') ?? [];
  return {
    'key of Stripe': DOUBLE_KEY,
    'secret of Stripe’s webhooks': webhookSecret,
    'private key of the tokens': d,
    'token of the customer': signature,
    'token of a butcher': butchers,
  };
}
