// Where an order stands: the one value that `advance` moves forward and the database mirrors.
import type { Causes, Checkout } from './order-event.ts';
import type { OrderStatus, PaymentStatus, Reason } from './order-status.ts';
import type { PlacedOrder } from './placed-order.ts';
import type { Instant } from './time.ts';

export interface RefundProgress {
  /** Counts definitive attempts from 1; part of the idempotency key. */
  readonly generation: number;
  readonly refundId: string | null;
}

/** Remembered after its end: Stripe may tell of the end before the beginning. */
export interface DisputeProgress {
  /** Null when Stripe told of it by refusing a refund. */
  readonly disputeId: string | null;
  readonly isOver: boolean;
}

export interface OrderState {
  readonly status: OrderStatus;
  readonly paymentStatus: PaymentStatus;
  /** Number of timeline entries; also the sequence of the newest one. */
  readonly version: number;
  readonly placedAt: Instant;
  readonly checkout: Checkout | null;
  readonly paymentIntentId: string | null;
  readonly paidAt: Instant | null;
  readonly refund: RefundProgress | null;
  readonly refundedAt: Instant | null;
  readonly dispute: DisputeProgress | null;
  readonly decisionDeadline: Instant | null;
  readonly readyAt: Instant | null;
  readonly reason: Reason | null;
  /** Why an operator has to look, and what a person has put away since. */
  readonly attention: Causes;
  readonly acknowledged: Causes;
}

/** Whether the customer may still pay: the page at Stripe may be open. */
export const awaitsPayment = ({ status, paymentStatus }: OrderState): boolean =>
  status === 'PENDING' && paymentStatus === 'AWAITING';

/** The state of an order just placed; its first timeline entry is `PLACED`. */
export function openState(placed: PlacedOrder, placedAt: Instant): OrderState {
  return {
    status: 'PENDING',
    paymentStatus: placed.paymentMethod === 'ONLINE' ? 'AWAITING' : 'DUE_AT_PICKUP',
    version: 1,
    placedAt,
    checkout: null,
    paymentIntentId: null,
    paidAt: null,
    refund: null,
    refundedAt: null,
    dispute: null,
    decisionDeadline: null,
    readyAt: null,
    reason: null,
    attention: [],
    acknowledged: [],
  };
}
