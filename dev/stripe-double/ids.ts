// Ids as Stripe shapes them: a prefix that tells the kind, then letters and digits only.
import { randomBytes } from 'node:crypto';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

const SHORT_PREFIXES = ['pi', 'ch', 're', 'txn', 'evt', 'pm', 'we', 'li', 'du', 'price', 'prod'] as const;

/** `pi_`, `ch_` … followed by 24 letters and digits. */
export function createId(prefix: (typeof SHORT_PREFIXES)[number]): string {
  return `${prefix}_${randomText(24)}`;
}

/** 66 characters, as real test mode sessions have. */
export const createSessionId = (): string => `cs_test_a1${randomText(56)}`;
export const createRequestId = (): string => `req_${randomText(14)}`;
export const createWebhookSecret = (): string => `whsec_${randomText(32)}`;

export function randomText(length: number): string {
  return Array.from(randomBytes(length), (byte) => ALPHABET[byte % ALPHABET.length]).join('');
}
