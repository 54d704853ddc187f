// Effect: gives a payment back in full, once, looking up what was already given back before and after.
import { refundKey } from '../domain/identity.ts';
import type { OrderId } from '../domain/ids.ts';
import { euros, type Money } from '../domain/money.ts';
import type { RefundFacts } from '../domain/payment-facts.ts';
import type { Answer, Payments } from '../domain/ports/payments.ts';
import { refundTally } from '../domain/refund-tally.ts';
import { type Declined, definite, unknownOutcome } from './stripe-answer.ts';

export interface RefundAttempt {
  readonly orderId: OrderId;
  readonly paymentIntentId: string;
  readonly amount: Money;
  /** Counts from 1; the next one only after a definitive failure. */
  readonly generation: number;
}

export type RefundResult =
  | { readonly kind: 'succeeded' | 'pending'; readonly refundId: string; readonly reason: string | null }
  | { readonly kind: 'failed'; readonly refundId: string | null; readonly reason: string | null }
  /** Stripe repeats a stored error for this key and nothing was refunded: the next generation may try. */
  | { readonly kind: 'stored_error' }
  | Declined;

export type RefundPayment = (attempt: RefundAttempt) => Promise<RefundResult>;

export const refundPayment =
  (payments: Payments): RefundPayment =>
  async (attempt) => {
    // A key is remembered for about a day and an activity may be retried later: the list comes first.
    const before = definite(await payments.listRefunds(attempt.paymentIntentId));
    if (before.kind !== 'done') return before;
    const known = settled(before.value, attempt);
    if (known !== null) return known;
    const answer = await payments.refund({
      orderId: attempt.orderId,
      paymentIntentId: attempt.paymentIntentId,
      amount: euros(attempt.amount.cents - refundTally(before.value).heldCents),
      idempotencyKey: refundKey(attempt.orderId, attempt.generation),
    });
    return conclude(payments, attempt, answer);
  };

async function conclude(
  payments: Payments,
  attempt: RefundAttempt,
  answer: Answer<RefundFacts>,
): Promise<RefundResult> {
  if (answer.kind === 'key_refused') return answer;
  if (answer.kind === 'unknown' && !answer.replayed) throw unknownOutcome(answer.message);
  const now = definite(await payments.listRefunds(attempt.paymentIntentId));
  if (now.kind !== 'done') return now;
  const known = settled(now.value, attempt);
  if (known !== null) return known;
  if (answer.kind === 'unknown') return { kind: 'stored_error' };
  if (answer.kind === 'refused') return { kind: 'failed', refundId: null, reason: answer.code };
  throw unknownOutcome('the refund is not listed yet');
}

/** What the listed refunds already say about this attempt; null when it is still to be made. */
function settled(refunds: readonly RefundFacts[], attempt: RefundAttempt): RefundResult | null {
  const tally = refundTally(refunds);
  const newest = tally.held[0];
  if (newest !== undefined && tally.heldCents >= attempt.amount.cents) {
    const kind = tally.pending === undefined ? 'succeeded' : 'pending';
    const told = tally.pending ?? newest;
    return { kind, refundId: told.refundId, reason: told.reason };
  }
  const ours = tally.failed.filter((refund) => refund.orderId === attempt.orderId);
  const failed = ours[0];
  if (failed === undefined || ours.length < attempt.generation) return null;
  return { kind: 'failed', refundId: failed.refundId, reason: failed.reason };
}
