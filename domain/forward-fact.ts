// One event of Stripe's on its way to its order: whose it is, told once, noted. For the webhook and for reconciliation.
import { effectOf } from './fact-effect.ts';
import { type OrderId, parseOrderId } from './ids.ts';
import type { FactTeller } from './ports/fact-teller.ts';
import type { Log } from './ports/log.ts';
import type { OrdersView } from './ports/orders-view.ts';
import type { Payments } from './ports/payments.ts';
import type { ReportedFact, StripeEventLog } from './ports/stripe-webhooks.ts';

export interface ForwardPorts {
  readonly eventLog: StripeEventLog;
  readonly orders: Pick<OrdersView, 'byPaymentIntent'>;
  readonly payments: Pick<Payments, 'lookUpPayment'>;
  readonly facts: FactTeller;
  readonly log: Log;
}

export type Forwarded =
  | { readonly kind: 'told'; readonly orderId: OrderId; readonly noted: Promise<void> }
  /** Told before. */
  | { readonly kind: 'known' }
  /** Of no order of ours. */
  | { readonly kind: 'foreign' }
  /** Stripe does not say whose payment it is: try again later. */
  | { readonly kind: 'owner_unknown' };

/**
 * `noted` never fails, and nobody has to wait for it: who does not, and dies, tells the fact once more, which its
 * order knows. @throws TemporalAway, and when the database is away.
 */
export async function forwardFact(ports: ForwardPorts, reported: ReportedFact): Promise<Forwarded> {
  const { eventId, fact, effect = effectOf(fact) } = reported;
  if (await ports.eventLog.isForwarded({ eventId, effect })) return { kind: 'known' };
  const owner = await ownerOf(ports, reported);
  if (owner.kind !== 'order') return owner;
  await ports.facts.tellFact(owner.orderId, fact);
  return {
    kind: 'told',
    orderId: owner.orderId,
    noted: remember(ports, reported, { effect, orderId: owner.orderId }),
  };
}

type Owner =
  | { readonly kind: 'order'; readonly orderId: OrderId }
  | Extract<Forwarded, { kind: 'foreign' | 'owner_unknown' }>;

async function ownerOf(ports: ForwardPorts, { orderId, paymentIntentId }: ReportedFact): Promise<Owner> {
  if (orderId !== null) return { kind: 'order', orderId };
  if (paymentIntentId === null) return { kind: 'foreign' };
  const known = await ports.orders.byPaymentIntent(paymentIntentId);
  return known === null ? ownerAtStripe(ports, paymentIntentId) : { kind: 'order', orderId: known };
}

/** The payment may be ours before we have heard of it: events come in any order. */
async function ownerAtStripe({ payments }: ForwardPorts, paymentIntentId: string): Promise<Owner> {
  const answer = await payments.lookUpPayment(paymentIntentId);
  if (answer.kind === 'refused') return { kind: 'foreign' };
  if (answer.kind !== 'done') return { kind: 'owner_unknown' };
  const orderId = answer.value.orderId === null ? null : parseOrderId(answer.value.orderId);
  return orderId === null ? { kind: 'foreign' } : { kind: 'order', orderId };
}

/** The order has the fact and knows it by its event id; forgetting that here costs one more signal at most. */
async function remember(
  ports: ForwardPorts,
  { eventId, type }: ReportedFact,
  { effect, orderId }: { readonly effect: string; readonly orderId: OrderId },
): Promise<void> {
  try {
    await ports.eventLog.markForwarded({ eventId, type, orderId, effect });
  } catch (error) {
    ports.log.warn({ err: error, eventId, orderId }, 'a forwarded Stripe event could not be noted');
  }
}
