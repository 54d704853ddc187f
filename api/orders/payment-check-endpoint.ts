// POST /api/orders/:orderId/payment-check: the customer is back from the payment page.
import { z } from 'zod';
import type { OrderView } from '../../domain/ports/orders-view.ts';
import type { ApiParts } from '../parts.ts';
import { Refusal } from '../problem/refusal.ts';
import { accepted } from '../routing/answer.ts';
import { endpoint } from '../routing/endpoint.ts';

const LONGEST_SESSION_ID = 255;

const PaymentCheckBody = z
  .strictObject({ sessionId: z.string().min(1).max(LONGEST_SESSION_ID) })
  .meta({ id: 'PaymentCheck' });
const CheckedBody = z.strictObject({ checking: z.literal(true) }).meta({ id: 'PaymentChecking' });

export const checkPayment = endpoint('order-customer', {
  tag: 'Commandes',
  summary: 'De retour de la page de paiement : vérifier chez Stripe',
  body: PaymentCheckBody,
  query: null,
  answers: { 202: CheckedBody },
  problems: [],
  handle: async ({ parts, access: { order }, body: { sessionId } }) => {
    if (sessionId !== order.stripeSessionId) throw new Refusal('ORDER_NOT_FOUND');
    await nudge(parts, order);
    return accepted({ checking: true });
  },
});

/** Proves nothing: it only makes a waiting order look its own session up. */
async function nudge(parts: Pick<ApiParts, 'commands'>, order: OrderView): Promise<void> {
  const waits = order.paymentStatus === 'AWAITING' || order.paymentStatus === 'PROCESSING';
  if (waits) await parts.commands.checkPayment(order.orderId);
}
