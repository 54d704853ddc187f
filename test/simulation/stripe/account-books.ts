// What the simulated account took and gave back, in cents.
import type { DisputeFacts } from '../../../domain/payment-facts.ts';
import type { Account } from './account.ts';
import { heldCents } from './money-back.ts';

export const sum = (cents: readonly number[]): number => cents.reduce((all, one) => all + one, 0);
export const captures = ({ payments }: Account): number[] =>
  [...payments.values()].map(({ capturedCents }) => capturedCents);
export const successes = ({ refunds, succeeded }: Account): number[] =>
  [...succeeded].map((refundId) => refunds.get(refundId)?.amount.cents ?? 0);

export interface Books {
  readonly captured: number;
  readonly refunded: number;
  readonly isDisputed: boolean;
}

export function booksOf(account: Account): Books {
  const payments = [...account.payments.values()];
  return {
    captured: sum(captures(account)),
    refunded: sum(payments.map(({ paymentIntentId }) => heldCents(account, paymentIntentId))),
    isDisputed: payments.some(({ paymentIntentId }) => isLostOrOpen(account.disputes.get(paymentIntentId))),
  };
}

const isLostOrOpen = (dispute: DisputeFacts | undefined): boolean =>
  dispute !== undefined && dispute.won !== true;
