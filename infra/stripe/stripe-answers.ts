// Every outcome of a call to Stripe as one of the port's answers. Unknown is never turned into refused.
import Stripe from 'stripe';
import type { Answer } from '../../domain/ports/payments.ts';
import { wordsOf } from './stripe-words.ts';

/** Makes the call. @param narrow reads the answer; null when it is not what was asked for. */
export async function answerOf<S, T>(
  call: () => Promise<S>,
  narrow: (sent: S) => T | null,
): Promise<Answer<T>> {
  try {
    const value = narrow(await call());
    // The SDK takes any JSON without `error` for a success.
    return value === null ? unreadable('an answer of the wrong shape') : { kind: 'done', value };
  } catch (error) {
    // The SDK stumbles over some answers of the wrong shape by itself, such as a list without `data`.
    return error instanceof Stripe.errors.StripeError ? answerOfError(error) : unreadable(nameOf(error));
  }
}

export function answerOfError(error: InstanceType<typeof Stripe.errors.StripeError>): Answer<never> {
  const { statusCode } = error;
  const message = wordsOf(error);
  switch (outcomeOfStatus(statusCode ?? null)) {
    case 'key_refused':
      return { kind: 'key_refused', message };
    case 'refused':
      return { kind: 'refused', code: codeOf(error), message };
    case 'done':
    case 'unknown':
      return unknown(message, isReplayed(error));
  }
}

export type StatusOutcome = 'done' | 'refused' | 'key_refused' | 'unknown';

/** What an HTTP status alone says. @param status null when there was no answer. */
export function outcomeOfStatus(status: number | null): StatusOutcome {
  if (status === null) return 'unknown';
  if (status === 401 || status === 403) return 'key_refused';
  if (isDefinitive(status)) return 'refused';
  return status >= 200 && status < 300 ? 'done' : 'unknown';
}

/** Not every refusal has a code; `error.type` is no name of Stripe's but the SDK's class. */
function codeOf({ code, rawType }: InstanceType<typeof Stripe.errors.StripeError>): string {
  return code ?? rawType ?? 'unnamed';
}

/** 409 is a key in use, 429 a full queue. */
function isDefinitive(status: number): boolean {
  return status >= 400 && status < 500 && status !== 409 && status !== 429;
}

function isReplayed(error: InstanceType<typeof Stripe.errors.StripeError>): boolean {
  return error.headers?.['idempotent-replayed'] === 'true';
}

/** Not what it says: a parser quotes what it could not read. */
const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'no error');

const unreadable = (message: string): Answer<never> => ({ kind: 'unreadable', message });

const unknown = (message: string, replayed = false): Answer<never> => ({
  kind: 'unknown',
  message,
  replayed,
});
