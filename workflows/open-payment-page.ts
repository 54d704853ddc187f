// Opens the order's one payable Checkout Session, however often Stripe has to be asked.
import { SYSTEM } from '../domain/actor.ts';
import { paymentDeadline, sessionExpiry } from '../domain/deadlines.ts';
import type { SessionFacts } from '../domain/payment-facts.ts';
import { after, later } from '../domain/time.ts';
import { askStripe, noteTaken, pauseForOperator } from './ask-stripe.ts';
import { happen, now, type OrderRun } from './order-run.ts';
import { SESSION_MINIMUM } from './timeouts.ts';

/** Ends with a session, or with the payment abandoned when Stripe refused one until the window closed. */
export async function openPaymentPage(order: OrderRun): Promise<void> {
  const { placed, state, isResumed } = order;
  for (let generation = 1; !isHopeless(order, generation); generation += 1) {
    const attempt = {
      orderId: placed.orderId,
      placedAt: state.placedAt,
      expiresAt: expiryOf(order, generation),
      generation,
      isResumed,
    };
    const opened = await askStripe(order, (stripe) => stripe.openCheckout(attempt));
    if (opened.kind === 'opened') return noteOpened(order, opened.session);
    await pauseForOperator(order);
  }
  // The page that was refused came too late for an order that had been lost: nobody has to look at that.
  if (order.isResumed) noteTaken(order);
  if (order.withdrawal === null) happen(order, { type: 'PAYMENT_ABANDONED', by: SYSTEM, why: 'NO_SESSION' });
}

function isHopeless(order: OrderRun, generation: number): boolean {
  if (generation === 1) return false;
  return order.withdrawal !== null || now() >= paymentDeadline(order.placed, order.state.placedAt);
}

function expiryOf({ placed, state }: OrderRun, generation: number) {
  const first = sessionExpiry(placed, state.placedAt);
  return generation === 1 ? first : later(first, after(now(), SESSION_MINIMUM));
}

function noteOpened(order: OrderRun, session: SessionFacts): void {
  const { sessionId, expiresAt, livemode } = session;
  const checkout = { sessionId, url: session.url ?? '', expiresAt, livemode };
  happen(order, { type: 'CHECKOUT_OPENED', by: SYSTEM, checkout });
  noteTaken(order);
}
