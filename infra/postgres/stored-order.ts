// An order read back as the workflow left it: frozen facts and state, equal to what was written.
import { euros } from '../../domain/money.ts';
import type { Checkout } from '../../domain/order-event.ts';
import type { DisputeProgress, OrderState, RefundProgress } from '../../domain/order-state.ts';
import type { PlacedOrder } from '../../domain/placed-order.ts';
import type { StoredOrder } from '../../domain/ports/order-store.ts';
import { type OrderRow, orderRow } from './order-rows.ts';
import { parseRow } from './row-columns.ts';
import { shopFacts, shopRow } from './shop-row.ts';

const storedRow = orderRow.extend({ shop: shopRow });

/** @throws when the row is none of ours. */
export function storedOrder(found: unknown): StoredOrder {
  const { shop, ...row } = parseRow(storedRow, 'Order', found);
  const { name: shopName, hours, policy } = shopFacts(shop);
  return {
    placed: { ...frozen(row), shopName, hours, policy },
    state: orderState(row),
    pickupCode: row.pickupCode,
  };
}

function frozen(row: OrderRow): Omit<PlacedOrder, 'shopName' | 'hours' | 'policy'> {
  const { id: orderId, shopId, customerId, paymentMethod, items, pickupAt } = row;
  return { orderId, shopId, customerId, paymentMethod, items, pickupAt, total: euros(row.totalCents) };
}

function orderState(row: OrderRow): OrderState {
  return {
    status: row.status,
    paymentStatus: row.paymentStatus,
    version: row.version,
    placedAt: row.createdAt,
    checkout: checkout(row),
    paymentIntentId: row.stripePaymentIntentId,
    paidAt: row.paidAt,
    refund: refundProgress(row),
    refundedAt: row.refundedAt,
    dispute: disputeProgress(row),
    decisionDeadline: row.decisionDeadline,
    readyAt: row.readyAt,
    reason: row.rejectionReason,
    attention: row.attention,
    acknowledged: row.acknowledged,
  };
}

/** The four columns are written together or not at all. */
function checkout(row: OrderRow): Checkout | null {
  const { stripeSessionId: sessionId, checkoutUrl: url, checkoutExpiresAt: expiresAt } = row;
  if (sessionId === null || url === null || expiresAt === null) return null;
  return { sessionId, url, expiresAt, livemode: row.stripeLivemode === true };
}

export function refundProgress({
  refundGeneration,
  stripeRefundId,
}: Pick<OrderRow, 'refundGeneration' | 'stripeRefundId'>): RefundProgress | null {
  return refundGeneration === null ? null : { generation: refundGeneration, refundId: stripeRefundId };
}

export function disputeProgress({
  isDisputeOver,
  stripeDisputeId,
}: Pick<OrderRow, 'isDisputeOver' | 'stripeDisputeId'>): DisputeProgress | null {
  return isDisputeOver === null ? null : { disputeId: stripeDisputeId, isOver: isDisputeOver };
}
