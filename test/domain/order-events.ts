// One example of every event, by a rightful actor, for tests of the law.
import { actor, STRIPE, SYSTEM } from '../../domain/actor.ts';
import type { OrderEvent, OrderEventType } from '../../domain/order-event.ts';
import { instant } from '../../domain/time.ts';

export const BUTCHER = actor('butcher', 'user_b');
export const CUSTOMER = actor('customer', 'user_c');
export const OPERATOR = actor('operator', 'user_o');

export const CHECKOUT = {
  sessionId: 'cs_test_1',
  url: 'https://pay.test/1',
  expiresAt: instant(2_000_000),
  livemode: false,
};

export const EVENTS: Readonly<Record<OrderEventType, OrderEvent>> = {
  CHECKOUT_OPENED: { type: 'CHECKOUT_OPENED', by: SYSTEM, checkout: CHECKOUT },
  PAYMENT_PROCESSING: { type: 'PAYMENT_PROCESSING', by: STRIPE, paymentIntentId: 'pi_1' },
  PAYMENT_CONFIRMED: { type: 'PAYMENT_CONFIRMED', by: STRIPE, paymentIntentId: 'pi_1' },
  PAYMENT_ABANDONED: { type: 'PAYMENT_ABANDONED', by: STRIPE, why: 'SESSION_EXPIRED' },
  PAYMENT_MISMATCH: { type: 'PAYMENT_MISMATCH', by: STRIPE, field: 'amount' },
  BUTCHER_ALERTED: {
    type: 'BUTCHER_ALERTED',
    by: SYSTEM,
    remindAt: instant(1_000_000),
    decisionDeadline: instant(2_000_000),
  },
  DECISION_EXTENDED: {
    type: 'DECISION_EXTENDED',
    by: OPERATOR,
    remindAt: instant(2_500_000),
    decisionDeadline: instant(3_000_000),
  },
  BUTCHER_REMINDED: { type: 'BUTCHER_REMINDED', by: SYSTEM },
  ACCEPTED: { type: 'ACCEPTED', by: BUTCHER },
  REJECTED: { type: 'REJECTED', by: BUTCHER, reason: 'OUT_OF_STOCK' },
  CANCELLED: { type: 'CANCELLED', by: OPERATOR, reason: 'OTHER' },
  READY: { type: 'READY', by: BUTCHER },
  COLLECTED: { type: 'COLLECTED', by: BUTCHER },
  NO_SHOW: { type: 'NO_SHOW', by: BUTCHER },
  REFUND_REQUESTED: { type: 'REFUND_REQUESTED', by: SYSTEM, generation: 1 },
  REFUND_PENDING: { type: 'REFUND_PENDING', by: STRIPE, refundId: 're_1', reason: null },
  REFUND_SUCCEEDED: { type: 'REFUND_SUCCEEDED', by: STRIPE, refundId: 're_1' },
  REFUND_FAILED: { type: 'REFUND_FAILED', by: STRIPE, refundId: 're_1', reason: 'declined' },
  DISPUTE_OPENED: { type: 'DISPUTE_OPENED', by: STRIPE, disputeId: 'dp_1' },
  DISPUTE_CLOSED: { type: 'DISPUTE_CLOSED', by: STRIPE, disputeId: 'dp_1', won: true },
  ATTENTION_RAISED: { type: 'ATTENTION_RAISED', by: SYSTEM, code: 'STRIPE_KEY_REFUSED' },
  ATTENTION_CLEARED: { type: 'ATTENTION_CLEARED', by: SYSTEM, code: 'STRIPE_KEY_REFUSED' },
  ACKNOWLEDGED: { type: 'ACKNOWLEDGED', by: OPERATOR, code: 'EVENT_UNREADABLE' },
  PAYMENT_CHECKED: { type: 'PAYMENT_CHECKED', by: OPERATOR, found: 'OPEN' },
  RESUMED: { type: 'RESUMED', by: SYSTEM },
  MESSAGE_REFUSED: { type: 'MESSAGE_REFUSED', by: OPERATOR, message: 'accept', code: 'NOT_PAID' },
};
