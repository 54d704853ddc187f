// An order read back as the workflow left it: frozen facts and state, equal to what was written.
import { parseOrderId, parseShopId, parseUserId } from '../../domain/ids.ts';
import { euros } from '../../domain/money.ts';
import type { Checkout } from '../../domain/order-event.ts';
import type { OrderState, RefundProgress } from '../../domain/order-state.ts';
import type { PlacedOrder } from '../../domain/placed-order.ts';
import type { StoredOrder } from '../../domain/ports/order-store.ts';
import { instant } from '../../domain/time.ts';
import type { Order, OrderItem, Shop } from '../generated/prisma/client.ts';
import { parseOpeningHours } from './opening-hours-column.ts';
import { known, orderItem, time } from './order-rows.ts';
import { shopPolicy } from './postgres-catalogue.ts';

export interface OrderRows {
  readonly order: Order;
  readonly items: readonly OrderItem[];
  readonly shop: Shop;
}

export function storedOrder(rows: OrderRows): StoredOrder {
  return {
    placed: placedOrder(rows),
    state: orderState(rows.order),
    pickupCode: rows.order.pickupCode,
  };
}

function placedOrder({ order, items, shop }: OrderRows): PlacedOrder {
  return {
    orderId: known(parseOrderId(order.id), 'Order.id'),
    shopId: known(parseShopId(order.shopId), 'Order.shopId'),
    shopName: shop.name,
    customerId: known(parseUserId(order.customerId), 'Order.customerId'),
    paymentMethod: order.paymentMethod,
    items: items.map(orderItem),
    total: euros(order.totalCents),
    pickupAt: time(order.pickupAt),
    policy: shopPolicy(shop),
    hours: known(parseOpeningHours(shop.hours), 'Shop.hours'),
  };
}

function orderState(row: Order): OrderState {
  return {
    status: row.status,
    paymentStatus: row.paymentStatus,
    version: row.version,
    placedAt: instant(row.createdAt.getTime()),
    checkout: checkout(row),
    paymentIntentId: row.stripePaymentIntentId,
    paidAt: time(row.paidAt),
    refund: refund(row),
    refundedAt: time(row.refundedAt),
    decisionDeadline: time(row.decisionDeadline),
    readyAt: time(row.readyAt),
    reason: row.rejectionReason,
    attention: row.attention,
  };
}

/** The four columns are written together or not at all. */
function checkout(row: Order): Checkout | null {
  if (row.stripeSessionId === null) return null;
  return {
    sessionId: row.stripeSessionId,
    url: known(row.checkoutUrl, 'Order.checkoutUrl'),
    expiresAt: known(time(row.checkoutExpiresAt), 'Order.checkoutExpiresAt'),
    livemode: known(row.stripeLivemode, 'Order.stripeLivemode'),
  };
}

function refund({ refundGeneration, stripeRefundId }: Order): RefundProgress | null {
  return refundGeneration === null ? null : { generation: refundGeneration, refundId: stripeRefundId };
}
