// Which of two reasons to look at an order is shown: there is room for one, and some pass by themselves.
import type { AttentionCode } from './order-event.ts';
import type { PaymentStatus } from './order-status.ts';

/** From what passes by itself to what only a person can settle. */
const WEIGHTS: Readonly<Record<AttentionCode, number>> = {
  STRIPE_KEY_REFUSED: 1,
  STRIPE_REQUEST_REFUSED: 1,
  STRIPE_UNREADABLE: 1,
  REFUND_FAILED: 1,
  DISPUTED: 1,
  EVENT_UNREADABLE: 2,
  PAYMENT_MISMATCH: 3,
  REFUNDED_ELSEWHERE: 4,
};

/** The newer of two that weigh the same. */
export function weightier(shown: AttentionCode | null, raised: AttentionCode): AttentionCode {
  return shown !== null && WEIGHTS[shown] > WEIGHTS[raised] ? shown : raised;
}

/** What is settled by what happened; another reason stays. */
export function without(shown: AttentionCode | null, ...settled: AttentionCode[]): AttentionCode | null {
  return shown !== null && settled.includes(shown) ? null : shown;
}

/** What the payment itself calls for, once nothing weightier is shown: a failed refund and a dispute are never silent. */
export function standingAttention(payment: PaymentStatus): AttentionCode | null {
  return payment === 'REFUND_FAILED' || payment === 'DISPUTED' ? payment : null;
}
