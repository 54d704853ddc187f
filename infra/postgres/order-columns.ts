// An order as JSON with the names of its columns: what the writing statements take as parameters.
import { actor } from '../../domain/actor.ts';
import { readAttention } from '../../domain/attention.ts';
import { type OrderState, openState } from '../../domain/order-state.ts';
import type { PlacedOrder } from '../../domain/placed-order.ts';
import { type Instant, isoTime } from '../../domain/time.ts';
import type { TimelineEntry } from '../../domain/timeline.ts';

interface Placement {
  readonly placed: PlacedOrder;
  readonly placedAt: Instant;
  readonly pickupCode: string;
}

export function orderColumns({ placed, placedAt, pickupCode }: Placement): string {
  const { status, paymentStatus, version } = openState(placed, placedAt);
  return JSON.stringify({
    id: placed.orderId,
    shopId: placed.shopId,
    customerId: placed.customerId,
    paymentMethod: placed.paymentMethod,
    totalCents: placed.total.cents,
    currency: placed.total.currency,
    pickupAt: time(placed.pickupAt),
    pickupCode,
    createdAt: isoTime(placedAt),
    settledVersion: 0,
    decidedAt: isoTime(placedAt),
    status,
    paymentStatus,
    version,
  });
}

export function itemColumns({ items }: PlacedOrder): string {
  return JSON.stringify(
    items.map(({ price, ...item }, index) => ({ ...item, line: index + 1, priceCents: price.cents })),
  );
}

export const entryColumns = (entries: readonly TimelineEntry[]): string =>
  JSON.stringify(entries.map((entry) => ({ ...entry, at: isoTime(entry.at) })));

/** The entry `PLACED`, which no event tells of: the customer's own doing. */
export function placedEntry(placed: PlacedOrder, placedAt: Instant): TimelineEntry {
  return {
    sequence: 1,
    kind: 'PLACED',
    actor: actor('customer', placed.customerId),
    at: placedAt,
    data: { paymentMethod: placed.paymentMethod, totalCents: placed.total.cents },
  };
}

/** What changes after the placement. An absent column is written as NULL. */
export function stateColumns(state: OrderState): string {
  return JSON.stringify({
    status: state.status,
    paymentStatus: state.paymentStatus,
    version: state.version,
    decisionDeadline: time(state.decisionDeadline),
    readyAt: time(state.readyAt),
    paidAt: time(state.paidAt),
    refundedAt: time(state.refundedAt),
    stripePaymentIntentId: state.paymentIntentId,
    stripeRefundId: state.refund?.refundId ?? null,
    refundGeneration: state.refund?.generation ?? null,
    rejectionReason: state.reason,
    ...readAttention(state),
    ...checkoutRow(state),
    ...disputeRow(state),
  });
}

function checkoutRow({ checkout }: OrderState) {
  if (checkout === null) return {};
  return {
    stripeSessionId: checkout.sessionId,
    stripeLivemode: checkout.livemode,
    checkoutUrl: checkout.url,
    checkoutExpiresAt: isoTime(checkout.expiresAt),
  };
}

function disputeRow({ dispute }: OrderState) {
  return dispute === null ? {} : { stripeDisputeId: dispute.disputeId, isDisputeOver: dispute.isOver };
}

const time = (at: Instant | null): string | null => (at === null ? null : isoTime(at));
