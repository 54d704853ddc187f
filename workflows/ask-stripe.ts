// Asking Stripe something that must be answered: a refused key or request waits for an operator, never gives up.
import { ActivityFailure, ApplicationFailure } from '@temporalio/common';
import { sleep } from '@temporalio/workflow';
import type { FailureCode } from '../domain/failures.ts';
import { milliseconds } from '../domain/time.ts';
import { type StripeCalls, stripeInsisting, stripeUntilKeyRefused } from './effects.ts';
import { clearAttention, type OrderRun, raiseAttention } from './order-run.ts';
import { OPERATOR_RETRY, OPERATOR_RETRY_MAX } from './timeouts.ts';

/** Asks until Stripe takes the key; the order needs attention meanwhile, and its history does not grow. */
export async function askStripe<R>(order: OrderRun, ask: (stripe: StripeCalls) => Promise<R>): Promise<R> {
  try {
    return await ask(stripeUntilKeyRefused);
  } catch (error) {
    if (!isKeyRefused(error)) throw error;
  }
  raiseAttention(order, 'STRIPE_KEY_REFUSED');
  const answer = await ask(stripeInsisting);
  clearAttention(order, 'STRIPE_KEY_REFUSED');
  return answer;
}

const KEY_REFUSED: FailureCode = 'STRIPE_KEY_REFUSED';

function isKeyRefused(error: unknown): boolean {
  const cause = error instanceof ActivityFailure ? error.cause : error;
  return cause instanceof ApplicationFailure && cause.type === KEY_REFUSED;
}

/** Stripe refused the request itself: each pause is twice the last, as every attempt is a piece of history. */
export async function pauseForOperator(order: OrderRun): Promise<void> {
  raiseAttention(order, 'STRIPE_REQUEST_REFUSED');
  const pause = Math.min(OPERATOR_RETRY * 2 ** order.refusals, OPERATOR_RETRY_MAX);
  order.refusals += 1;
  await sleep(milliseconds(pause), { summary: 'Nouvel essai chez Stripe' });
}

export function noteTaken(order: OrderRun): void {
  order.refusals = 0;
  clearAttention(order, 'STRIPE_REQUEST_REFUSED');
}
