// Idempotency keys: the first answer of a key is its answer, a stored 500 or 402 included.
import { createHash } from 'node:crypto';
import type { Account } from './account.ts';
import type { AnsweredRecord } from './store/records.ts';
import { refuseKey } from './wire/errors.ts';
import type { Form, FormValue } from './wire/form.ts';

const MAX_KEY_LENGTH = 255;
/** Stripe promises at least 24 hours [docs.stripe.com/idempotency]; keeping them longer would hide what comes after. */
const KEPT_MS = 24 * 3600 * 1000;

export interface KeyedRequest {
  readonly key: string;
  readonly method: string;
  readonly path: string;
  readonly fingerprint: string;
}

export interface IdempotencyKeys {
  /** The stored answer, or null when this request is the first; throws on misuse of the key. */
  claim(account: Account, request: KeyedRequest): AnsweredRecord | null;
  /** Ends the request of a claimed key, with or without an answer to remember. */
  release(key: string): void;
}

export function createIdempotencyKeys(): IdempotencyKeys {
  const inProgress = new Set<string>();
  return {
    claim(account, request) {
      if (request.key.length > MAX_KEY_LENGTH)
        throw refuseKey(`Idempotency key is too long: the maximum is ${MAX_KEY_LENGTH} characters.`);
      if (inProgress.has(request.key)) throw refuseKey(IN_PROGRESS, true);
      const answered = account.store.get('answered', request.key);
      if (answered !== undefined && answered.at + KEPT_MS > account.clock.nowMs())
        return checkSame(answered, request);
      inProgress.add(request.key);
      return null;
    },
    release: (key) => void inProgress.delete(key),
  };
}

const IN_PROGRESS =
  'There is currently another in-progress request using this Idempotency Key (that probably means you submitted twice, and the other request is still going through). Please try again later.';

function checkSame(answered: AnsweredRecord, request: KeyedRequest): AnsweredRecord {
  if (answered.path !== request.path || answered.method !== request.method)
    throw refuseKey(
      `Keys for idempotent requests can only be used for the same endpoint they were first used for ('${request.path}' vs '${answered.path}'). Try using a key other than '${request.key}' if you meant to execute a different request.`,
    );
  if (answered.fingerprint !== request.fingerprint)
    throw refuseKey(
      `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${request.key}' if you meant to execute a different request.`,
    );
  return answered;
}

/** Remembers an answer; committed together with what the request changed. */
export function rememberAnswer(
  account: Account,
  request: KeyedRequest,
  answer: { requestId: string; status: number; body: string },
): void {
  account.store.put('answered', request.key, { ...request, ...answer, at: account.clock.nowMs() });
}

/** Tells two requests apart without keeping what they say; the order of parameters does not matter. */
export const fingerprintOf = (params: Form): string =>
  createHash('sha256')
    .update(JSON.stringify(inOrder(params)))
    .digest('hex');

function inOrder(value: FormValue): FormValue {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(inOrder);
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((name) => [name, inOrder(value[name] ?? '')]),
  );
}

/** Drops answers nobody may be given any more. */
export function forgetOldAnswers(account: Account): void {
  const oldest = account.clock.nowMs() - KEPT_MS;
  for (const { key, at } of account.store.all('answered'))
    if (at < oldest) account.store.remove('answered', key);
}
