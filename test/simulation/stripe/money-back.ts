// How money leaves the account again: refunds and their later outcomes, disputes and their ends.
import type { OrderId } from '../../../domain/ids.ts';
import type { DisputeFacts, RefundFacts, RefundOutcome } from '../../../domain/payment-facts.ts';
import type { Account, Payment } from './account.ts';

/** Cents that are back with the customer, or on their way. */
export function heldCents(account: Account, paymentIntentId: string): number {
  const isHeld = ({ outcome }: RefundFacts): boolean => outcome !== 'failed' && outcome !== 'canceled';
  return [...account.refunds.values()]
    .filter((refund) => refund.paymentIntentId === paymentIntentId && isHeld(refund))
    .reduce((cents, refund) => cents + refund.amount.cents, 0);
}

export interface RefundOrder {
  /** Null for one made by hand in the dashboard. */
  readonly orderId: OrderId | null;
  readonly generation: number | null;
  readonly payment: Payment;
  readonly cents: number;
  readonly outcome: RefundOutcome;
  readonly reason: string | null;
}

export function makeRefund(
  account: Account,
  { orderId, generation, payment, cents, outcome, reason }: RefundOrder,
): RefundFacts {
  const refund: RefundFacts = {
    refundId: `re_${account.refunds.size + 1}`,
    orderId,
    paymentIntentId: payment.paymentIntentId,
    generation,
    amount: { cents, currency: payment.currency },
    outcome,
    reason,
  };
  keepRefund(account, refund);
  account.tell({ kind: 'REFUND_CHANGED', refund });
  return refund;
}

function keepRefund({ refunds, succeeded }: Account, refund: RefundFacts): void {
  refunds.set(refund.refundId, refund);
  if (refund.outcome === 'succeeded') succeeded.add(refund.refundId);
}

export function settleRefund(account: Account, refundId: string, outcome: RefundOutcome): void {
  const refund = account.refunds.get(refundId);
  if (refund === undefined || refund.outcome === outcome) return;
  if (refund.outcome === 'failed' || refund.outcome === 'canceled') return;
  const reason = outcome === 'failed' ? 'expired_or_canceled_card' : null;
  const settled = { ...refund, outcome, reason };
  keepRefund(account, settled);
  account.tell({ kind: 'REFUND_CHANGED', refund: settled });
}

/** Money that is all back already is not disputed. */
export function openDispute(account: Account, paymentIntentId: string, isLenient: boolean): void {
  const payment = account.payments.get(paymentIntentId);
  if (payment === undefined || account.disputes.has(paymentIntentId)) return;
  if (heldCents(account, paymentIntentId) >= payment.capturedCents) return;
  const dispute: DisputeFacts = { disputeId: `dp_${paymentIntentId}`, paymentIntentId, won: null };
  account.disputes.set(paymentIntentId, dispute);
  if (isLenient) account.lenient.add(paymentIntentId);
  account.tell({ kind: 'DISPUTE_OPENED', dispute });
}

export function closeDispute(account: Account, paymentIntentId: string, won: boolean): void {
  const dispute = account.disputes.get(paymentIntentId);
  if (dispute?.won !== null) return;
  const closed = { ...dispute, won };
  account.disputes.set(paymentIntentId, closed);
  account.tell({ kind: 'DISPUTE_CLOSED', dispute: closed });
}
