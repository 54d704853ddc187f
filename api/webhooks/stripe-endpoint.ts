// POST /api/webhooks/stripe: a verified event is told to its order, then answered.
import { z } from 'zod';
import { type OrderId, parseOrderId } from '../../domain/ids.ts';
import type { Access } from '../auth/access.ts';
import type { ApiParts } from '../parts.ts';
import { Refusal } from '../problem/refusal.ts';
import { type Answer, ok } from '../routing/answer.ts';
import { endpoint } from '../routing/endpoint.ts';

const ReceivedBody = z.strictObject({ received: z.literal(true) }).meta({ id: 'WebhookReceived' });
const RECEIVED: Answer = ok({ received: true });

type Webhook = Access['stripe'];
type Fact = Extract<Webhook, { readonly kind: 'fact' }>;

/** Anything but 2xx is sent again for three days, so only what Temporal has taken, or is not ours, gets one. */
export const receiveStripeEvent = endpoint('stripe', {
  tag: 'Stripe',
  summary: 'Événements signés de Stripe',
  body: null,
  query: null,
  answers: { 200: ReceivedBody },
  problems: [],
  handle: async ({ parts, access: webhook }) => {
    if (webhook.kind === 'foreign' || (await parts.eventLog.isForwarded(webhook.eventId))) return RECEIVED;
    const orderId = await orderOf(parts, webhook);
    if (orderId === null) {
      parts.log.info({ eventId: webhook.eventId, type: webhook.type }, 'a Stripe event of no order of ours');
      return RECEIVED;
    }
    await parts.commands.tellFact(orderId, webhook.fact);
    await remember(parts, webhook, orderId);
    return RECEIVED;
  },
});

async function orderOf(parts: ApiParts, { orderId, paymentIntentId }: Fact): Promise<OrderId | null> {
  if (orderId !== null) return orderId;
  if (paymentIntentId === null) return null;
  return (await parts.orders.byPaymentIntent(paymentIntentId)) ?? ownerAtStripe(parts, paymentIntentId);
}

/** The payment may be ours before we have heard of it: events come in any order. */
async function ownerAtStripe({ payments }: ApiParts, paymentIntentId: string): Promise<OrderId | null> {
  const answer = await payments.lookUpPayment(paymentIntentId);
  if (answer.kind === 'done')
    return answer.value.orderId === null ? null : parseOrderId(answer.value.orderId);
  if (answer.kind === 'refused') return null;
  throw new Refusal('UNAVAILABLE');
}

/** The order has the fact and knows it by its event id; forgetting that here costs one more signal at most. */
async function remember(parts: ApiParts, { eventId, type }: Fact, orderId: OrderId): Promise<void> {
  try {
    await parts.eventLog.markForwarded({ eventId, type, orderId });
  } catch (error) {
    parts.log.warn({ err: error, eventId, orderId }, 'a forwarded Stripe event could not be noted');
  }
}
