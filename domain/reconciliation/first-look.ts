// The first look: one object of Stripe's, or one row, beside what it should agree with. It errs on the side of
// suspicion, for the second look decides; it needs no further question to Stripe.

import { isOpen, type PaymentStatus } from '../order-status.ts';
import type { DisputeFacts, RefundFacts, SessionFacts } from '../payment-facts.ts';
import type { PaymentFacts } from '../ports/payments.ts';
import type { ChargeFacts } from '../ports/stripe-books.ts';
import { owesRefund } from '../refund-owed.ts';
import { isFailed } from '../refund-tally.ts';
import { type Attendance, isAttended, isToldOfRefund, type OrderEntry, UNPAID } from './order-entry.ts';

/** @param row null when no order has the id in the session's metadata. */
export function suspectSession(session: SessionFacts, row: OrderEntry | null): boolean {
  const isExpired = session.status === 'expired';
  if (row === null || row.sessionId !== session.sessionId) return !isExpired;
  if (session.status === 'open') return !isOpen(row.status);
  if (session.paid) return UNPAID.includes(row.paymentStatus);
  return row.paymentStatus === 'AWAITING';
}

/** @param row of its payment, or else of the order in its metadata; null when there is none. */
export function suspectCharge(charge: ChargeFacts, row: OrderEntry | null): boolean {
  if (charge.captured.cents === 0) return false;
  if (row === null || row.paymentIntentId !== charge.paymentIntentId) return true;
  const { captured, refundedCents, disputed } = charge;
  if (captured.currency !== row.total.currency) return true;
  return suspectPayment({ capturedCents: captured.cents, refundedCents, disputed }, row);
}

/** @param payment the order's own, as Stripe sums it up. */
export function suspectPayment(payment: Omit<PaymentFacts, 'orderId'>, row: OrderEntry): boolean {
  if (payment.capturedCents !== row.total.cents && row.paymentStatus !== 'PROCESSING') return true;
  return (payment.disputed && row.dispute === null) || isRefundOdd(payment, row);
}

function isRefundOdd(
  { capturedCents, refundedCents }: Omit<PaymentFacts, 'orderId'>,
  row: OrderEntry,
): boolean {
  if (row.paymentStatus === 'PAID') return refundedCents > 0 && !isToldOfRefund(row);
  return row.paymentStatus === 'REFUNDED' && refundedCents !== capturedCents;
}

export function suspectRefund(refund: RefundFacts, row: OrderEntry | null): boolean {
  if (row === null) return refund.orderId !== null;
  if (row.paymentStatus === 'PAID' && isToldOfRefund(row)) return false;
  if (isFailed(refund)) return OUTDATED_BY.failed.includes(row.paymentStatus);
  const isDone = refund.outcome === 'succeeded';
  return OUTDATED_BY[isDone ? 'succeeded' : 'pending'].includes(row.paymentStatus);
}

/** Payment statuses that may be wrong once there is such a refund. */
const OUTDATED_BY: Readonly<Record<'failed' | 'succeeded' | 'pending', readonly PaymentStatus[]>> = {
  failed: ['REFUNDED', 'REFUND_PENDING'],
  succeeded: [...UNPAID, 'PAID', 'REFUND_PENDING', 'REFUND_FAILED'],
  pending: [...UNPAID, 'PAID', 'REFUNDED', 'REFUND_FAILED'],
};

/** @param row null when the payment is no order's of ours. */
export function suspectDispute(dispute: DisputeFacts, row: OrderEntry | null): boolean {
  return row !== null && isDisputeNews(dispute, row);
}

/** That it is disputed, or that this is over, is not what the order knows. */
export const isDisputeNews = ({ won }: DisputeFacts, { dispute }: OrderEntry): boolean =>
  dispute === null || (won !== null && !dispute.isOver);

/** An order that is open, owes money or has changed: does anybody work on it, and does its workflow say the same? */
export function suspectRow(row: OrderEntry, attendance: Attendance): boolean {
  if (isOpen(row.status) && attendance.order?.isRunning !== true) return true;
  if (owesRefund(row) && !isAttended(attendance)) return true;
  return disagrees(row, attendance);
}

/** A workflow that is closed may be behind the row: its aftercare went on. */
export function disagrees(row: OrderEntry, { order }: Attendance): boolean {
  if (order?.isRunning !== true || order.status === null) return false;
  return order.status !== row.status || order.paymentStatus !== row.paymentStatus;
}
