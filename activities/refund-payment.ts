// Effect: gives a payment back in full, once, looking up what was already given back before and after.
import { refundKey } from '../domain/identity.ts';
import type { OrderId } from '../domain/ids.ts';
import { euros, type Money } from '../domain/money.ts';
import type { RefundFacts } from '../domain/payment-facts.ts';
import type { Answer, Payments } from '../domain/ports/payments.ts';
import { refundTally } from '../domain/refund-tally.ts';
import {
  type Declined,
  type Definite,
  definite,
  unknownOutcome,
  unreadable,
  withKey,
} from './stripe-answer.ts';

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
  /** The customer's bank has the money back, or will decide: a refund would pay twice. */
  | { readonly kind: 'disputed' }
  /** This key is used up, by a stored error or for another amount, and nothing was refunded: the next generation may try. */
  | { readonly kind: 'key_spent' }
  | Declined;

export type RefundPayment = (attempt: RefundAttempt) => Promise<RefundResult>;

export const refundPayment =
  (payments: Payments): RefundPayment =>
  async (attempt) => {
    // A key is remembered for about a day and an activity may be retried later: the list comes first.
    const before = await listed(payments, attempt);
    if (before.kind !== 'done') return before;
    const known = settled(before.value, attempt);
    if (known !== null) return known;
    // A dispute may have opened since this attempt was asked for, hours ago when Stripe was away.
    const payment = definite(await payments.lookUpPayment(attempt.paymentIntentId));
    if (payment.kind === 'refused') return resultOfRefusal(payment.code);
    if (payment.value.disputed) return { kind: 'disputed' };
    const answer = await payments.refund({
      orderId: attempt.orderId,
      paymentIntentId: attempt.paymentIntentId,
      amount: euros(attempt.amount.cents - refundTally(before.value).heldCents),
      generation: attempt.generation,
      idempotencyKey: refundKey(attempt.orderId, attempt.generation),
    });
    return conclude(payments, { attempt, before: before.value }, answer);
  };

/** @throws ApplicationFailure, `STRIPE_UNREADABLE` for money of another kind, which no sum may count. */
async function listed(
  payments: Payments,
  { paymentIntentId, amount }: RefundAttempt,
): Promise<Definite<readonly RefundFacts[]>> {
  const answer = definite(await payments.listRefunds(paymentIntentId));
  const refunds = answer.kind === 'done' ? answer.value : [];
  const foreign = refunds.find((refund) => refund.amount.currency !== amount.currency);
  if (foreign !== undefined) throw unreadable(`refund ${foreign.refundId} in ${foreign.amount.currency}`);
  return answer;
}

async function conclude(
  payments: Payments,
  { attempt, before }: { readonly attempt: RefundAttempt; readonly before: readonly RefundFacts[] },
  answer: Answer<RefundFacts>,
): Promise<RefundResult> {
  const known = withKey(answer);
  if (known.kind === 'unknown' && !known.replayed) throw unknownOutcome(known.message);
  const now = await listed(payments, attempt);
  if (now.kind !== 'done') return now;
  const told = settled(now.value, attempt);
  if (told !== null) return told;
  if (known.kind === 'unknown') return { kind: 'key_spent' };
  if (known.kind === 'done') return repeated(known.value, before);
  const isOutdated = refundTally(now.value).heldCents !== refundTally(before).heldCents;
  return isOutdated ? { kind: 'key_spent' } : resultOfRefusal(known.code);
}

/** Stripe gave the key's first answer again: that refund counts already, and is not all that is owed. */
function repeated(refund: RefundFacts, before: readonly RefundFacts[]): RefundResult {
  if (before.some(({ refundId }) => refundId === refund.refundId)) return { kind: 'key_spent' };
  throw unknownOutcome('the refund is not listed yet');
}

function resultOfRefusal(code: string): RefundResult {
  switch (code) {
    case 'charge_disputed':
      return { kind: 'disputed' };
    // The amount left has changed since the key was first used: part was given back in the dashboard.
    case 'idempotency_error':
      return { kind: 'key_spent' };
    default:
      return { kind: 'failed', refundId: null, reason: code };
  }
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
  const failed = tally.failed.find((refund) => isOf(refund, attempt));
  if (failed === undefined) return null;
  return { kind: 'failed', refundId: failed.refundId, reason: failed.reason };
}

const isOf = (refund: RefundFacts, { orderId, generation }: RefundAttempt): boolean =>
  refund.orderId === orderId && refund.generation === generation;
