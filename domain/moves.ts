// The law: for each status and each event, where the order goes. There is no way round this table.
import type { OrderEventType } from './order-event.ts';
import type { OrderStatus } from './order-status.ts';

/** A status to move to · `stay` and note it · `same`: already so, nothing to do · `late` / `early`: refused. */
export type Move = OrderStatus | 'stay' | 'same' | 'late' | 'early';

const NOTED = {
  DISPUTE_OPENED: 'stay',
  DISPUTE_CLOSED: 'stay',
  ATTENTION_RAISED: 'stay',
  ATTENTION_CLEARED: 'stay',
  ACKNOWLEDGED: 'stay',
  PAYMENT_CHECKED: 'stay',
  RESUMED: 'stay',
  MESSAGE_REFUSED: 'stay',
} as const satisfies Partial<Record<OrderEventType, Move>>;

const REFUND_IMPOSSIBLE = {
  REFUND_REQUESTED: 'early',
  REFUND_PENDING: 'early',
  REFUND_SUCCEEDED: 'early',
  REFUND_FAILED: 'early',
} as const satisfies Partial<Record<OrderEventType, Move>>;

/** Money facts of an order that goes on: they were settled before the butcher saw it. */
const PAYMENT_SETTLED = {
  CHECKOUT_OPENED: 'late',
  PAYMENT_PROCESSING: 'same',
  PAYMENT_CONFIRMED: 'same',
  PAYMENT_ABANDONED: 'late',
  PAYMENT_MISMATCH: 'stay',
} as const satisfies Partial<Record<OrderEventType, Move>>;

/** An order that ended may still learn how its payment went, and give the money back. */
const MONEY_GOES_ON = {
  CHECKOUT_OPENED: 'late',
  PAYMENT_PROCESSING: 'stay',
  PAYMENT_CONFIRMED: 'stay',
  PAYMENT_ABANDONED: 'stay',
  PAYMENT_MISMATCH: 'stay',
  REFUND_REQUESTED: 'stay',
  REFUND_PENDING: 'stay',
  REFUND_SUCCEEDED: 'stay',
  REFUND_FAILED: 'stay',
} as const satisfies Partial<Record<OrderEventType, Move>>;

const DECISIONS_LATE = {
  BUTCHER_ALERTED: 'late',
  BUTCHER_REMINDED: 'late',
  DECISION_EXTENDED: 'late',
  ACCEPTED: 'late',
  REJECTED: 'late',
  CANCELLED: 'late',
  READY: 'late',
  COLLECTED: 'late',
  NO_SHOW: 'late',
} as const satisfies Partial<Record<OrderEventType, Move>>;

export const MOVES = {
  PENDING: {
    ...NOTED,
    ...REFUND_IMPOSSIBLE,
    CHECKOUT_OPENED: 'stay',
    PAYMENT_PROCESSING: 'stay',
    PAYMENT_CONFIRMED: 'stay',
    PAYMENT_ABANDONED: 'EXPIRED',
    PAYMENT_MISMATCH: 'stay',
    BUTCHER_ALERTED: 'stay',
    BUTCHER_REMINDED: 'stay',
    DECISION_EXTENDED: 'stay',
    ACCEPTED: 'ACCEPTED',
    REJECTED: 'REJECTED',
    CANCELLED: 'CANCELLED',
    READY: 'early',
    COLLECTED: 'early',
    NO_SHOW: 'early',
  },
  ACCEPTED: {
    ...NOTED,
    ...REFUND_IMPOSSIBLE,
    ...PAYMENT_SETTLED,
    BUTCHER_ALERTED: 'late',
    BUTCHER_REMINDED: 'late',
    DECISION_EXTENDED: 'late',
    ACCEPTED: 'same',
    REJECTED: 'late',
    CANCELLED: 'CANCELLED',
    READY: 'READY',
    COLLECTED: 'early',
    NO_SHOW: 'early',
  },
  READY: {
    ...NOTED,
    ...REFUND_IMPOSSIBLE,
    ...PAYMENT_SETTLED,
    BUTCHER_ALERTED: 'late',
    BUTCHER_REMINDED: 'late',
    DECISION_EXTENDED: 'late',
    ACCEPTED: 'late',
    REJECTED: 'late',
    CANCELLED: 'CANCELLED',
    READY: 'same',
    COLLECTED: 'COLLECTED',
    NO_SHOW: 'NO_SHOW',
  },
  COLLECTED: { ...NOTED, ...REFUND_IMPOSSIBLE, ...PAYMENT_SETTLED, ...DECISIONS_LATE, COLLECTED: 'same' },
  NO_SHOW: { ...NOTED, ...REFUND_IMPOSSIBLE, ...PAYMENT_SETTLED, ...DECISIONS_LATE, NO_SHOW: 'same' },
  REJECTED: { ...NOTED, ...MONEY_GOES_ON, ...DECISIONS_LATE, REJECTED: 'same' },
  CANCELLED: { ...NOTED, ...MONEY_GOES_ON, ...DECISIONS_LATE, CANCELLED: 'same' },
  EXPIRED: { ...NOTED, ...MONEY_GOES_ON, ...DECISIONS_LATE, PAYMENT_ABANDONED: 'same' },
} as const satisfies Record<OrderStatus, Record<OrderEventType, Move>>;
