// OrdersView in memory, over the same rows the fake commands write.
import type { OrderId } from '../../domain/ids.ts';
import type { OrderState } from '../../domain/order-state.ts';
import { pickupCode } from '../../domain/pickup-code.ts';
import type { PlacedOrder } from '../../domain/placed-order.ts';
import {
  InvalidCursor,
  type ListRequest,
  type OrdersView,
  type OrderView,
  type Page,
  type ShopListRequest,
} from '../../domain/ports/orders-view.ts';
import type { TimelineEntry } from '../../domain/timeline.ts';

export interface Row {
  readonly placed: PlacedOrder;
  state: OrderState;
  readonly timeline: TimelineEntry[];
}

export type Rows = Map<OrderId, Row>;

export function memoryView(rows: Rows): OrdersView {
  return {
    byId: async (orderId) => viewOf(rows.get(orderId)),
    byPaymentIntent: async (intent) =>
      [...rows.values()].find(({ state }) => state.paymentIntentId === intent)?.placed.orderId ?? null,
    ofCustomer: async (customerId, list) =>
      pageOf(
        [...rows.values()].filter(({ placed }) => placed.customerId === customerId),
        list,
      ),
    ofShop: async (shopId, list) =>
      pageOf(
        [...rows.values()].filter(
          ({ placed, state }) => placed.shopId === shopId && !isAwaited(state) && isWithin(state, list),
        ),
        list,
      ),
    timeline: async (orderId) => rows.get(orderId)?.timeline ?? [],
  };
}

function viewOf(row: Row | undefined): OrderView | null {
  if (row === undefined) return null;
  const { placed, state } = row;
  const { policy: _policy, hours: _hours, shopName: _shopName, ...frozen } = placed;
  return {
    ...frozen,
    status: state.status,
    paymentStatus: state.paymentStatus,
    pickupCode: pickupCode(placed.orderId, 0),
    decisionDeadline: state.decisionDeadline,
    paidAt: state.paidAt,
    refundedAt: state.refundedAt,
    reason: state.reason,
    stripeSessionId: state.checkout?.sessionId ?? null,
    checkoutUrl: state.checkout?.url ?? null,
    checkoutExpiresAt: state.checkout?.expiresAt ?? null,
    attention: state.attention,
    version: state.version,
    createdAt: state.placedAt,
  };
}

const isAwaited = ({ status, paymentStatus }: OrderState): boolean =>
  status === 'PENDING' && (paymentStatus === 'AWAITING' || paymentStatus === 'PROCESSING');

const isWithin = ({ placedAt }: OrderState, { placedFrom, placedBefore }: ShopListRequest): boolean =>
  placedAt >= (placedFrom ?? placedAt) && placedAt < (placedBefore ?? Number.POSITIVE_INFINITY);

/** Rows stand in the order they were placed; a cursor is how many were shown. */
function pageOf(rows: readonly Row[], { statuses, cursor, limit }: ListRequest): Page<OrderView> {
  const start = cursor === null ? 0 : Number(cursor);
  if (!Number.isSafeInteger(start) || start < 0) throw new InvalidCursor(`no cursor: ${cursor}`);
  const wanted = rows
    .toReversed()
    .filter(({ state }) => statuses.length === 0 || statuses.includes(state.status));
  const data = wanted.slice(start, start + limit).flatMap((row) => viewOf(row) ?? []);
  return { data, nextCursor: start + limit < wanted.length ? String(start + limit) : null };
}
