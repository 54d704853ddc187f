// Whether a completed session really is the payment of this order. Nothing is paid before this says so.
import type { Checkout } from './order-event.ts';
import type { SessionFacts } from './payment-facts.ts';
import type { PlacedOrder } from './placed-order.ts';

/** @returns the first field that differs, or null when all agree. */
export function paymentMismatch(
  placed: PlacedOrder,
  checkout: Checkout,
  session: SessionFacts,
): string | null {
  if (session.sessionId !== checkout.sessionId) return 'sessionId';
  if (session.orderId !== placed.orderId) return 'orderId';
  if (session.total.cents !== placed.total.cents) return 'amount';
  if (session.total.currency !== placed.total.currency) return 'currency';
  if (session.livemode !== checkout.livemode) return 'livemode';
  return session.paid && session.paymentIntentId === null ? 'paymentIntentId' : null;
}
