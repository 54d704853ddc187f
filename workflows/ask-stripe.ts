// Asking Stripe something that must be answered: a refused key or request waits for an operator, never gives up.
import { sleep } from '@temporalio/workflow';
import type { Declined } from '../activities/stripe-answer.ts';
import type { AttentionCode } from '../domain/order-event.ts';
import { clearAttention, type OrderRun, raiseAttention } from './order-run.ts';
import { OPERATOR_RETRY } from './timeouts.ts';

export const ATTENTION_OF = {
  refused: 'STRIPE_REQUEST_REFUSED',
  key_refused: 'STRIPE_KEY_REFUSED',
} as const satisfies Record<Declined['kind'], AttentionCode>;

type KeyRefused = Extract<Declined, { readonly kind: 'key_refused' }>;

/** Asks again until Stripe takes the key; the order needs attention meanwhile. */
export async function withAcceptedKey<R extends { readonly kind: string }>(
  order: OrderRun,
  ask: () => Promise<R | KeyRefused>,
): Promise<R> {
  for (;;) {
    const result = await ask();
    if (!isKeyRefused(result)) {
      clearAttention(order, 'STRIPE_KEY_REFUSED');
      return result;
    }
    await pauseForOperator(order, 'key_refused');
  }
}

export async function pauseForOperator(order: OrderRun, why: keyof typeof ATTENTION_OF): Promise<void> {
  raiseAttention(order, ATTENTION_OF[why]);
  await sleep(OPERATOR_RETRY, { summary: 'Nouvel essai chez Stripe' });
}

function isKeyRefused<R extends { readonly kind: string }>(result: R | KeyRefused): result is KeyRefused {
  return result.kind === 'key_refused';
}
