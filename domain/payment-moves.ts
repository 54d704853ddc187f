// The same law for money: from which payment status each event may come, and which one it leads to.
import type { OrderEvent, OrderEventType } from './order-event.ts';
import type { OrderState } from './order-state.ts';
import { PAYMENT_STATUSES, type PaymentStatus } from './order-status.ts';

interface PaymentRule {
  readonly from: readonly PaymentStatus[];
  /** What the event means where it is not expected: old news, or a refusal. */
  readonly otherwise: 'same' | 'NOT_PAID' | 'TOO_LATE';
}

const anything: PaymentRule = { from: PAYMENT_STATUSES, otherwise: 'same' };

export const PAYMENT_RULES: Readonly<Record<OrderEventType, PaymentRule>> = {
  CHECKOUT_OPENED: { from: ['AWAITING'], otherwise: 'same' },
  PAYMENT_PROCESSING: { from: ['AWAITING'], otherwise: 'same' },
  PAYMENT_CONFIRMED: { from: ['AWAITING', 'PROCESSING', 'ABANDONED'], otherwise: 'same' },
  PAYMENT_ABANDONED: { from: ['AWAITING', 'PROCESSING'], otherwise: 'same' },
  PAYMENT_MISMATCH: anything,
  BUTCHER_ALERTED: { from: ['PAID', 'DUE_AT_PICKUP'], otherwise: 'NOT_PAID' },
  BUTCHER_REMINDED: anything,
  // A payment that is disputed meanwhile changes nothing about the decision.
  DECISION_EXTENDED: { from: ['PAID', 'DUE_AT_PICKUP', 'DISPUTED'], otherwise: 'NOT_PAID' },
  ACCEPTED: { from: ['PAID', 'DUE_AT_PICKUP'], otherwise: 'NOT_PAID' },
  REJECTED: anything,
  CANCELLED: anything,
  READY: anything,
  COLLECTED: anything,
  NO_SHOW: anything,
  // A refund that was thought done may fail, in whole or in part, and another take its place.
  REFUND_REQUESTED: { from: ['PAID', 'REFUND_PENDING', 'REFUND_FAILED', 'REFUNDED'], otherwise: 'TOO_LATE' },
  REFUND_PENDING: { from: ['REFUND_PENDING', 'REFUND_FAILED', 'REFUNDED'], otherwise: 'same' },
  REFUND_SUCCEEDED: { from: ['PAID', 'REFUND_PENDING', 'REFUND_FAILED'], otherwise: 'same' },
  REFUND_FAILED: { from: ['REFUND_PENDING', 'REFUNDED'], otherwise: 'same' },
  DISPUTE_OPENED: { from: ['PAID', 'REFUND_PENDING', 'REFUNDED', 'REFUND_FAILED'], otherwise: 'same' },
  DISPUTE_CLOSED: {
    from: ['DISPUTED', 'PAID', 'REFUND_PENDING', 'REFUNDED', 'REFUND_FAILED'],
    otherwise: 'same',
  },
  ATTENTION_RAISED: anything,
  ATTENTION_CLEARED: anything,
  ACKNOWLEDGED: anything,
  PAYMENT_CHECKED: anything,
  RESUMED: anything,
  MESSAGE_REFUSED: anything,
};

/** The payment status after an event that its rule lets through. */
export function nextPaymentStatus(state: OrderState, event: OrderEvent): PaymentStatus {
  const from = state.paymentStatus;
  switch (event.type) {
    case 'PAYMENT_PROCESSING':
      return 'PROCESSING';
    case 'PAYMENT_CONFIRMED':
      return 'PAID';
    case 'PAYMENT_ABANDONED':
      return 'ABANDONED';
    case 'COLLECTED':
      return from === 'DUE_AT_PICKUP' ? 'PAID' : from;
    case 'REFUND_REQUESTED':
    case 'REFUND_PENDING':
      return 'REFUND_PENDING';
    case 'REFUND_SUCCEEDED':
      return 'REFUNDED';
    case 'REFUND_FAILED':
      return 'REFUND_FAILED';
    case 'DISPUTE_OPENED':
      return 'DISPUTED';
    case 'DISPUTE_CLOSED':
      return event.won ? statusWhenWon(state) : 'DISPUTED';
    default:
      return from;
  }
}

/** Money won back from a dispute is held again, unless it had already been refunded. */
function statusWhenWon(state: OrderState): PaymentStatus {
  if (state.paymentStatus !== 'DISPUTED') return state.paymentStatus;
  return state.refundedAt === null ? 'PAID' : 'REFUNDED';
}
