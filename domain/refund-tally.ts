// What a payment's refunds add up to: money that is or will be back, and attempts that failed.
import type { RefundFacts } from './payment-facts.ts';

export interface RefundTally {
  /** Refunds that went or may still go through, in the order given. */
  readonly held: readonly RefundFacts[];
  /** Cents of those. */
  readonly heldCents: number;
  /** One that is not final yet, if any. */
  readonly pending: RefundFacts | undefined;
  readonly failed: readonly RefundFacts[];
}

/** @param refunds all refunds of one payment. */
export function refundTally(refunds: readonly RefundFacts[]): RefundTally {
  const failed = refunds.filter(isFailed);
  const held = refunds.filter((refund) => !isFailed(refund));
  return {
    held,
    heldCents: held.reduce((cents, refund) => cents + refund.amount.cents, 0),
    pending: held.find((refund) => refund.outcome !== 'succeeded'),
    failed,
  };
}

export function isFailed(refund: RefundFacts): boolean {
  return refund.outcome === 'failed' || refund.outcome === 'canceled';
}

/** Stripe's words for a refund that may go through once the balance is filled, as an error and as a failure reason. */
const LACK_OF_FUNDS = ['balance_insufficient', 'insufficient_funds'];

export function isLackOfFunds(reason: string | null): boolean {
  return reason !== null && LACK_OF_FUNDS.includes(reason);
}
