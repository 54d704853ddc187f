// What an activity makes of Stripe's answer: results go to the workflow, an unknown outcome is tried again.
import { ApplicationFailure } from '@temporalio/common';
import type { FailureCode } from '../domain/failures.ts';
import type { Answer } from '../domain/ports/payments.ts';

/** A definitive answer that is not the hoped-for one. The workflow decides what follows. */
export type Declined =
  | { readonly kind: 'refused'; readonly code: string; readonly message: string }
  | { readonly kind: 'key_refused'; readonly message: string };

export type Definite<T> = { readonly kind: 'done'; readonly value: T } | Declined;

/** @throws ApplicationFailure `STRIPE_UNKNOWN`, retryable, when nobody knows what happened. */
export function definite<T>(answer: Answer<T>): Definite<T> {
  if (answer.kind === 'unknown') throw unknownOutcome(answer.message);
  return answer;
}

export function unknownOutcome(message: string): ApplicationFailure {
  const type: FailureCode = 'STRIPE_UNKNOWN';
  return ApplicationFailure.create({ type, message });
}
