// Turns rows of an order into domain values; a row the domain does not allow is an error, never a guess.
import { parseActor } from '../../domain/actor.ts';
import { parseOrderId, parseProductId, parseShopId, parseUserId } from '../../domain/ids.ts';
import { euros } from '../../domain/money.ts';
import type { OrderItem } from '../../domain/order-item.ts';
import type { OrderView } from '../../domain/ports/orders-view.ts';
import { type Instant, instant } from '../../domain/time.ts';
import type { TimelineData, TimelineEntry } from '../../domain/timeline.ts';
import type { Order, OrderEvent, OrderItem as OrderItemRow } from '../generated/prisma/client.ts';

/** @throws when the database holds what no parser of the domain accepts. */
export function known<T>(value: T | null, column: string): T {
  if (value === null) throw new Error(`malformed ${column} in the database`);
  return value;
}

export function orderView(row: Order, items: readonly OrderItemRow[]): OrderView {
  return {
    orderId: known(parseOrderId(row.id), 'Order.id'),
    shopId: known(parseShopId(row.shopId), 'Order.shopId'),
    customerId: known(parseUserId(row.customerId), 'Order.customerId'),
    status: row.status,
    paymentStatus: row.paymentStatus,
    paymentMethod: row.paymentMethod,
    items: items.map(orderItem),
    total: euros(row.totalCents),
    pickupAt: time(row.pickupAt),
    pickupCode: row.pickupCode,
    decisionDeadline: time(row.decisionDeadline),
    paidAt: time(row.paidAt),
    refundedAt: time(row.refundedAt),
    reason: row.rejectionReason,
    stripeSessionId: row.stripeSessionId,
    checkoutUrl: row.checkoutUrl,
    checkoutExpiresAt: time(row.checkoutExpiresAt),
    attention: row.attention,
    version: row.version,
    createdAt: instant(row.createdAt.getTime()),
  };
}

export function orderItem(row: OrderItemRow): OrderItem {
  return {
    productId: known(parseProductId(row.productId), 'OrderItem.productId'),
    name: row.name,
    quantity: row.quantity,
    unit: row.unit,
    price: euros(row.priceCents),
  };
}

export function timelineRow(row: OrderEvent): TimelineEntry {
  return {
    sequence: row.sequence,
    kind: row.kind,
    actor: known(parseActor(row.actor), 'OrderEvent.actor'),
    at: instant(row.at.getTime()),
    data: known(timelineData(row.data), 'OrderEvent.data'),
  };
}

function timelineData(data: OrderEvent['data']): TimelineData | null {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return null;
  const facts = Object.entries(data).filter(isScalar);
  return Object.fromEntries(facts);
}

function isScalar(fact: [string, unknown]): fact is [string, TimelineData[string]] {
  return fact[1] === null || ['string', 'number', 'boolean'].includes(typeof fact[1]);
}

/** Columns are UTC. */
export const time = (at: Date | null): Instant | null => (at === null ? null : instant(at.getTime()));
