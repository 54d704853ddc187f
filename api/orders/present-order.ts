// Turns orders into what the API says of them.
import type { z } from 'zod';
import { roleOf } from '../../domain/actor.ts';
import type { OrderItem } from '../../domain/order-item.ts';
import type { OrderView } from '../../domain/ports/orders-view.ts';
import { type Instant, isoTime } from '../../domain/time.ts';
import type { TimelineEntry } from '../../domain/timeline.ts';
import type { CallerRole } from '../auth/access.ts';
import type { ApiParts } from '../parts.ts';
import type { ItemBody, OrderBody, TimelineEntryBody } from './order-body.ts';
import { paymentWords } from './payment-words.ts';

type Parts = Pick<ApiParts, 'privateDetails'>;
type Order = z.input<typeof OrderBody>;

/** Only whoever pays needs the page where one pays. */
export async function presentOrder(parts: Parts, order: OrderView, role: CallerRole): Promise<Order> {
  const { orderId: id, total, reason, checkoutUrl, stripeSessionId: _, customerId: __, ...facts } = order;
  return {
    id,
    shopId: facts.shopId,
    status: facts.status,
    paymentStatus: facts.paymentStatus,
    paymentWords: paymentWords(facts, role),
    paymentMethod: facts.paymentMethod,
    items: facts.items.map(presentItem),
    totalCents: total.cents,
    currency: total.currency,
    pickupAt: time(facts.pickupAt),
    pickupCode: facts.pickupCode,
    decisionDeadline: time(facts.decisionDeadline),
    paidAt: time(facts.paidAt),
    refundedAt: time(facts.refundedAt),
    rejectionReason: reason,
    rejectionMessage: await messageOf(parts, order),
    checkoutUrl: role === 'customer' && awaitsPayment(order) ? checkoutUrl : null,
    version: facts.version,
    createdAt: isoTime(facts.createdAt),
  };
}

export function presentItem({ price, ...item }: OrderItem): z.input<typeof ItemBody> {
  return { ...item, priceCents: price.cents };
}

/** Who did it is nobody's business but the operators': others learn in which capacity. */
export function presentEntry(entry: TimelineEntry, role: CallerRole): z.input<typeof TimelineEntryBody> {
  return {
    sequence: entry.sequence,
    kind: entry.kind,
    actor: role === 'operator' ? entry.actor : roleOf(entry.actor),
    at: isoTime(entry.at),
    data: { ...entry.data },
  };
}

export const awaitsPayment = (order: OrderView): boolean =>
  order.status === 'PENDING' && order.paymentStatus === 'AWAITING';

/** Only a person writes a message, and only with a refusal or a cancellation: most orders need no second look. */
async function messageOf(parts: Parts, { orderId, status, reason }: OrderView): Promise<string | null> {
  const mayHaveOne = (status === 'REJECTED' || status === 'CANCELLED') && reason !== 'NO_ANSWER';
  return mayHaveOne ? parts.privateDetails.messageOf(orderId) : null;
}

const time = (at: Instant | null): string | null => (at === null ? null : isoTime(at));
