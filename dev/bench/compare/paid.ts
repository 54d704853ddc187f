// What Stripe would say of an order's session that was just paid.
import type { SessionFacts } from '../../../domain/payment-facts.ts';
import type { PlacedOrder } from '../../../domain/placed-order.ts';
import type { Instant } from '../../../domain/time.ts';

/** @param url the payment page, which names the session. */
export function paidSession(
  { orderId, total }: PlacedOrder,
  { url, expiresAt }: { readonly url: string; readonly expiresAt: Instant },
): SessionFacts {
  return {
    sessionId: new URL(url).pathname.split('/').at(-1) ?? '',
    orderId,
    status: 'complete',
    paid: true,
    total,
    paymentIntentId: `pi_${orderId}`,
    url: null,
    expiresAt,
    livemode: false,
  };
}
