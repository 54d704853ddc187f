// What reconciliation reads of an order: its row, and whether anybody works on it.

import { type Attention, isTold } from '../attention.ts';
import type { OrderId } from '../ids.ts';
import type { Money } from '../money.ts';
import type { DisputeProgress, RefundProgress } from '../order-state.ts';
import type { OrderStatus, PaymentMethod, PaymentStatus } from '../order-status.ts';
import { after, type Instant, minutes } from '../time.ts';

/** Payment statuses of an order that does not know of any money. */
export const UNPAID: readonly PaymentStatus[] = ['AWAITING', 'PROCESSING', 'ABANDONED'];

export interface OrderEntry extends Attention {
  readonly orderId: OrderId;
  readonly paymentMethod: PaymentMethod;
  readonly total: Money;
  readonly status: OrderStatus;
  readonly paymentStatus: PaymentStatus;
  readonly sessionId: string | null;
  readonly paymentIntentId: string | null;
  readonly refund: RefundProgress | null;
  readonly dispute: DisputeProgress | null;
  readonly version: number;
  /** When its workflow decided the last change. */
  readonly decidedAt: Instant;
}

/** The order's own workflow, as Temporal tells without asking it. */
export interface OrderRunning {
  readonly isRunning: boolean;
  /** Its search attributes; null when they are not known. */
  readonly status: string | null;
  readonly paymentStatus: string | null;
}

export interface Attendance {
  /** Null when Temporal does not know it, or no longer. */
  readonly order: OrderRunning | null;
  readonly isAftercareRunning: boolean;
}

export const isAttended = ({ order, isAftercareRunning }: Attendance): boolean =>
  order?.isRunning === true || isAftercareRunning;

/** Rows and what is compared with them are read one after the other: what just changed is left for the next run. */
const SETTLING = minutes(1);

export const isSettled = ({ decidedAt }: Pick<OrderEntry, 'decidedAt'>, now: Instant): boolean =>
  after(decidedAt, SETTLING) <= now;

/** An operator knows, or has put it away, that money was given back from Stripe's dashboard while the order goes on. */
export const isToldOfRefund = (entry: OrderEntry): boolean => isTold(entry, 'REFUNDED_ELSEWHERE');
