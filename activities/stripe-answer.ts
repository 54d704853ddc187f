// What an activity makes of Stripe's answer: results go to the workflow, an unknown outcome is tried again.
import { ApplicationFailure } from '@temporalio/common';
import type { FailureCode } from '../domain/failures.ts';
import type { Answer } from '../domain/ports/payments.ts';

/** A definitive answer that is not the hoped-for one. The workflow decides what follows. */
export interface Declined {
  readonly kind: 'refused';
  readonly code: string;
  readonly message: string;
}

export type Definite<T> = { readonly kind: 'done'; readonly value: T } | Declined;

type Read<A extends Answer<unknown>> = Exclude<A, { readonly kind: 'key_refused' | 'unreadable' }>;

/**
 * @throws ApplicationFailure, always retryable here: `STRIPE_UNKNOWN` when nobody knows what happened,
 * `STRIPE_KEY_REFUSED` when an operator has to mend the key, `STRIPE_UNREADABLE` when the answer makes no sense. The caller's retry policy says what to insist on.
 */
export function definite<T>(answer: Answer<T>): Definite<T> {
  const known = withKey(answer);
  if (known.kind === 'unknown') throw unknownOutcome(known.message);
  return known;
}

/** The answer, unless it tells nothing. @throws ApplicationFailure `STRIPE_KEY_REFUSED`, `STRIPE_UNREADABLE` */
export function withKey<T>(answer: Answer<T>): Read<Answer<T>> {
  if (answer.kind === 'unreadable') throw unreadable(answer.message);
  if (answer.kind === 'key_refused') throw failure('STRIPE_KEY_REFUSED', answer.message);
  return answer;
}

export const unknownOutcome = (message: string): ApplicationFailure => failure('STRIPE_UNKNOWN', message);

/** The answer is not about what was asked, or no answer at all. */
export const unreadable = (message: string): ApplicationFailure => failure('STRIPE_UNREADABLE', message);

function failure(type: FailureCode, message: string): ApplicationFailure {
  return ApplicationFailure.create({ type, message });
}
