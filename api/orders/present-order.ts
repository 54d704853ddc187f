// Turns orders into what the API says of them.
import type { z } from 'zod';
import { roleOf } from '../../domain/actor.ts';
import type { OrderItem } from '../../domain/order-item.ts';
import type { OrderView } from '../../domain/ports/orders-view.ts';
import type { KeptDetails } from '../../domain/ports/private-details.ts';
import { type Instant, isoTime } from '../../domain/time.ts';
import type { TimelineEntry } from '../../domain/timeline.ts';
import type { CallerRole } from '../auth/access.ts';
import type { ApiParts } from '../parts.ts';
import type { ItemBody, OrderBody, TimelineEntryBody } from './order-body.ts';
import { paymentWords } from './payment-words.ts';

type Parts = Pick<ApiParts, 'privateDetails'>;
type Order = z.input<typeof OrderBody>;

export async function presentOrder(parts: Parts, order: OrderView, role: CallerRole): Promise<Order> {
  const kept = await parts.privateDetails.ofOrders([order.orderId]);
  return presentWith(kept.get(order.orderId), order, role);
}

/** As many as a page has, with one look at their private details. */
export async function presentOrders(
  parts: Parts,
  orders: readonly OrderView[],
  role: CallerRole,
): Promise<Order[]> {
  const kept = await parts.privateDetails.ofOrders(orders.map(({ orderId }) => orderId));
  return orders.map((order) => presentWith(kept.get(order.orderId), order, role));
}

/** Only whoever pays needs the page where one pays; an operator need not know who comes for the meat. */
function presentWith(kept: KeptDetails | undefined, order: OrderView, role: CallerRole): Order {
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
    rejectionMessage: mayHaveMessage(order) ? (kept?.message ?? null) : null,
    ...contactOf(role === 'operator' ? undefined : kept),
    checkoutUrl: role === 'customer' && awaitsPayment(order) ? checkoutUrl : null,
    version: facts.version,
    createdAt: isoTime(facts.createdAt),
  };
}

const contactOf = (kept: KeptDetails | undefined): Pick<Order, 'note' | 'contactName' | 'contactPhone'> => ({
  note: kept?.note ?? null,
  contactName: kept?.name ?? null,
  contactPhone: kept?.phone ?? null,
});

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

/** Only a person writes a message, and only with a refusal or a cancellation that came to something. */
const mayHaveMessage = ({ status, reason }: OrderView): boolean =>
  (status === 'REJECTED' || status === 'CANCELLED') && reason !== 'NO_ANSWER';

const time = (at: Instant | null): string | null => (at === null ? null : isoTime(at));
