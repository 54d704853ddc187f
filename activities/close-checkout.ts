// Effect: expires the order's Checkout Session at Stripe and tells how it really ended.
import { expireKey } from '../domain/identity.ts';
import type { OrderId } from '../domain/ids.ts';
import type { SessionFacts } from '../domain/payment-facts.ts';
import type { Payments } from '../domain/ports/payments.ts';
import { readSession } from './look-up-checkout.ts';
import { type Declined, unknownOutcome, withKey } from './stripe-answer.ts';

export interface CheckoutToClose {
  readonly orderId: OrderId;
  readonly sessionId: string;
}

/** The session is `complete` or `expired` in a `closed` answer, never open. */
export type ClosedCheckout = { readonly kind: 'closed'; readonly session: SessionFacts } | Declined;
export type CloseCheckout = (checkout: CheckoutToClose) => Promise<ClosedCheckout>;

/** Expiring is harmless to repeat, so a key that only repeats an error is given up within the same attempt. */
const GENERATIONS = 5;

export const closeCheckout =
  (payments: Payments): CloseCheckout =>
  async (checkout) => {
    const { sessionId } = checkout;
    await expire(payments, checkout);
    // Whatever the answer was (a replay may be old, a refusal means "not open any more"), the session itself tells.
    const session = await readSession(payments, sessionId);
    if (session.kind !== 'done') return session;
    if (session.value === null)
      return { kind: 'refused', code: 'resource_missing', message: `no session ${sessionId}` };
    if (session.value.status === 'open') throw unknownOutcome(`session ${sessionId} is still open`);
    return { kind: 'closed', session: session.value };
  };

async function expire(payments: Payments, { orderId, sessionId }: CheckoutToClose): Promise<void> {
  for (let generation = 1; generation <= GENERATIONS; generation += 1) {
    const idempotencyKey = expireKey(orderId, sessionId, generation);
    const answer = withKey(await payments.expireCheckout({ sessionId, idempotencyKey }));
    if (answer.kind !== 'unknown') return;
    if (!answer.replayed) throw unknownOutcome(answer.message);
  }
}
