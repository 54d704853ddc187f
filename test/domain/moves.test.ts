// The law of moves: all 8 × 26 pairs of status and event, decided one by one, and what each payment status allows.
import { describe, expect, it } from 'vitest';
import { STRIPE } from '../../domain/actor.ts';
import { advance } from '../../domain/advance.ts';
import { MOVES } from '../../domain/moves.ts';
import type { OrderEventType } from '../../domain/order-event.ts';
import { type OrderState, openState } from '../../domain/order-state.ts';
import {
  ORDER_STATUSES,
  type OrderStatus,
  PAYMENT_STATUSES,
  type PaymentStatus,
} from '../../domain/order-status.ts';
import { PAYMENT_RULES } from '../../domain/payment-moves.ts';
import { instant } from '../../domain/time.ts';
import { placedOrder } from '../support/placed-orders.ts';
import { EVENTS } from './order-events.ts';

/**
 * A row per event, a column per status: a status it moves to, `·` stays and is noted, `=` already so, `late`, `early`.
 */
const TABLE = `
event              PENDING    ACCEPTED   READY      COLLECTED  REJECTED   CANCELLED  EXPIRED    NO_SHOW
CHECKOUT_OPENED    ·          late       late       late       late       late       late       late
PAYMENT_PROCESSING ·          =          =          =          ·          ·          ·          =
PAYMENT_CONFIRMED  ·          =          =          =          ·          ·          ·          =
PAYMENT_ABANDONED  EXPIRED    late       late       late       ·          ·          =          late
PAYMENT_MISMATCH   ·          ·          ·          ·          ·          ·          ·          ·
BUTCHER_ALERTED    ·          late       late       late       late       late       late       late
DECISION_EXTENDED  ·          late       late       late       late       late       late       late
BUTCHER_REMINDED   ·          late       late       late       late       late       late       late
ACCEPTED           ACCEPTED   =          late       late       late       late       late       late
REJECTED           REJECTED   late       late       late       =          late       late       late
CANCELLED          CANCELLED  CANCELLED  CANCELLED  late       late       =          late       late
READY              early      READY      =          late       late       late       late       late
COLLECTED          early      early      COLLECTED  =          late       late       late       late
NO_SHOW            early      early      NO_SHOW    late       late       late       late       =
REFUND_REQUESTED   early      early      early      early      ·          ·          ·          early
REFUND_PENDING     early      early      early      early      ·          ·          ·          early
REFUND_SUCCEEDED   early      early      early      early      ·          ·          ·          early
REFUND_FAILED      early      early      early      early      ·          ·          ·          early
DISPUTE_OPENED     ·          ·          ·          ·          ·          ·          ·          ·
DISPUTE_CLOSED     ·          ·          ·          ·          ·          ·          ·          ·
ATTENTION_RAISED   ·          ·          ·          ·          ·          ·          ·          ·
ATTENTION_CLEARED  ·          ·          ·          ·          ·          ·          ·          ·
ACKNOWLEDGED       ·          ·          ·          ·          ·          ·          ·          ·
PAYMENT_CHECKED    ·          ·          ·          ·          ·          ·          ·          ·
RESUMED            ·          ·          ·          ·          ·          ·          ·          ·
MESSAGE_REFUSED    ·          ·          ·          ·          ·          ·          ·          ·
`;

const [header = [], ...rows] = TABLE.trim()
  .split('\n')
  .map((line) => line.split(/\s+/));
const columns = header.slice(1);
const PAIRS = rows.flatMap(([event = '', ...cells]) =>
  cells.map((cell, index) => [event, columns[index] ?? '', cell] as const),
);

const EVENT_TYPES = Object.keys(EVENTS);
const AT = instant(1_500_000);
const isStatus = (text: string): text is OrderStatus => ORDER_STATUSES.some((status) => status === text);
const isEvent = (text: string): text is OrderEventType => Object.hasOwn(EVENTS, text);

function stateIn(status: OrderStatus, paymentStatus: PaymentStatus): OrderState {
  const open = openState(placedOrder(), instant(1_000_000));
  // Causes that one of the events may clear, and another put away.
  const attention = ['STRIPE_KEY_REFUSED', 'EVENT_UNREADABLE'] as const;
  return { ...open, status, paymentStatus, paymentIntentId: 'pi_1', attention };
}

function eventAndStatus(event: string, status: string): [OrderEventType, OrderStatus] {
  if (!isEvent(event) || !isStatus(status)) throw new Error(`no such pair: ${event}, ${status}`);
  return [event, status];
}

describe('the table of moves', () => {
  it('decides every pair of status and event', () => {
    expect(columns).toEqual(ORDER_STATUSES);
    expect(rows.map(([event]) => event)).toEqual(EVENT_TYPES);
    expect(PAIRS).toHaveLength(ORDER_STATUSES.length * EVENT_TYPES.length);
  });

  it.each(PAIRS)('%s while %s → %s', (eventName, statusName, cell) => {
    const [event, status] = eventAndStatus(eventName, statusName);
    const asWritten = { '·': 'stay', '=': 'same' }[cell] ?? cell;
    expect(MOVES[status][event]).toBe(asWritten);
    const [paymentStatus = 'PAID'] = PAYMENT_RULES[event].from;
    const step = advance(stateIn(status, paymentStatus), EVENTS[event], AT);
    if (cell === '=') expect(step).toEqual({ kind: 'unchanged' });
    else if (cell === 'late') expect(step).toEqual({ kind: 'refused', code: 'TOO_LATE' });
    else if (cell === 'early') expect(step).toEqual({ kind: 'refused', code: 'NOT_ALLOWED_YET' });
    else {
      const next = cell === '·' ? status : cell;
      expect(step).toMatchObject({ kind: 'advanced', state: { status: next, version: 2 } });
    }
  });
});

/** From which payment status an event counts, and what it leads to; in every other it is old news unless it says so. */
const MONEY: Readonly<Record<OrderEventType, Partial<Record<PaymentStatus, PaymentStatus>> | 'any'>> = {
  CHECKOUT_OPENED: { AWAITING: 'AWAITING' },
  PAYMENT_PROCESSING: { AWAITING: 'PROCESSING' },
  PAYMENT_CONFIRMED: { AWAITING: 'PAID', PROCESSING: 'PAID', ABANDONED: 'PAID' },
  PAYMENT_ABANDONED: { AWAITING: 'ABANDONED', PROCESSING: 'ABANDONED' },
  PAYMENT_MISMATCH: 'any',
  BUTCHER_ALERTED: { PAID: 'PAID', DUE_AT_PICKUP: 'DUE_AT_PICKUP' },
  DECISION_EXTENDED: { PAID: 'PAID', DUE_AT_PICKUP: 'DUE_AT_PICKUP', DISPUTED: 'DISPUTED' },
  BUTCHER_REMINDED: 'any',
  ACCEPTED: { PAID: 'PAID', DUE_AT_PICKUP: 'DUE_AT_PICKUP' },
  REJECTED: 'any',
  CANCELLED: 'any',
  READY: 'any',
  COLLECTED: 'any',
  NO_SHOW: 'any',
  REFUND_REQUESTED: {
    PAID: 'REFUND_PENDING',
    REFUND_PENDING: 'REFUND_PENDING',
    REFUND_FAILED: 'REFUND_PENDING',
    REFUNDED: 'REFUND_PENDING',
  },
  REFUND_PENDING: {
    REFUND_PENDING: 'REFUND_PENDING',
    REFUND_FAILED: 'REFUND_PENDING',
    REFUNDED: 'REFUND_PENDING',
  },
  REFUND_SUCCEEDED: { PAID: 'REFUNDED', REFUND_PENDING: 'REFUNDED', REFUND_FAILED: 'REFUNDED' },
  REFUND_FAILED: { REFUND_PENDING: 'REFUND_FAILED', REFUNDED: 'REFUND_FAILED' },
  DISPUTE_OPENED: {
    PAID: 'DISPUTED',
    REFUND_PENDING: 'DISPUTED',
    REFUNDED: 'DISPUTED',
    REFUND_FAILED: 'DISPUTED',
  },
  DISPUTE_CLOSED: {
    DISPUTED: 'PAID',
    PAID: 'PAID',
    REFUND_PENDING: 'REFUND_PENDING',
    REFUNDED: 'REFUNDED',
    REFUND_FAILED: 'REFUND_FAILED',
  },
  ATTENTION_RAISED: 'any',
  ATTENTION_CLEARED: 'any',
  ACKNOWLEDGED: 'any',
  PAYMENT_CHECKED: 'any',
  RESUMED: 'any',
  MESSAGE_REFUSED: 'any',
};

/** A status in which the event is neither late, early, nor already so. */
function statusFor(event: OrderEventType): OrderStatus {
  const found = ORDER_STATUSES.find((status) => !['late', 'early', 'same'].includes(MOVES[status][event]));
  if (found === undefined) throw new Error(`${event} can never happen`);
  return found;
}

function expectedMoney(event: OrderEventType, from: PaymentStatus): PaymentStatus | undefined {
  const allowed = MONEY[event];
  if (allowed !== 'any') return allowed[from];
  return event === 'COLLECTED' && from === 'DUE_AT_PICKUP' ? 'PAID' : from;
}

describe('the table of money', () => {
  const pairs = Object.keys(EVENTS)
    .filter(isEvent)
    .flatMap((event) => PAYMENT_STATUSES.map((from) => [event, from] as const));

  it.each(pairs)('%s while %s', (event, from) => {
    const step = advance(stateIn(statusFor(event), from), EVENTS[event], AT);
    const next = expectedMoney(event, from);
    if (next !== undefined) expect(step).toMatchObject({ kind: 'advanced', state: { paymentStatus: next } });
    else
      expect(step.kind).toBe(
        ['ACCEPTED', 'BUTCHER_ALERTED', 'DECISION_EXTENDED', 'REFUND_REQUESTED'].includes(event)
          ? 'refused'
          : 'unchanged',
      );
  });

  it('an unpaid order is not accepted', () => {
    expect(advance(stateIn('PENDING', 'AWAITING'), EVENTS.ACCEPTED, AT)).toEqual({
      kind: 'refused',
      code: 'NOT_PAID',
    });
    expect(advance(stateIn('PENDING', 'PROCESSING'), EVENTS.ACCEPTED, AT)).toEqual({
      kind: 'refused',
      code: 'NOT_PAID',
    });
  });

  it('the end of a dispute told before its beginning → the beginning is old news', () => {
    const over = advance(stateIn('REJECTED', 'REFUND_FAILED'), EVENTS.DISPUTE_CLOSED, AT);
    if (over.kind !== 'advanced') throw new Error('not noted');
    expect(over.state).toMatchObject({ paymentStatus: 'REFUND_FAILED', dispute: { isOver: true } });
    expect(advance(over.state, EVENTS.DISPUTE_OPENED, AT)).toEqual({ kind: 'unchanged' });
    const another = { ...EVENTS.DISPUTE_OPENED, disputeId: 'dp_2' } as const;
    expect(advance(over.state, another, AT)).toMatchObject({ state: { paymentStatus: 'DISPUTED' } });
  });

  it('a dispute lost before it was heard of → disputed, and an operator has to know', () => {
    const lost = { type: 'DISPUTE_CLOSED', by: STRIPE, disputeId: 'dp_1', won: false } as const;
    const step = advance(stateIn('COLLECTED', 'PAID'), lost, AT);
    if (step.kind !== 'advanced') throw new Error('not noted');
    expect(step.state.paymentStatus).toBe('DISPUTED');
    expect(step.state.attention).toContain('DISPUTED');
  });

  it('money won back from a dispute stays refunded where it was', () => {
    const refunded = { ...stateIn('REJECTED', 'DISPUTED'), refundedAt: instant(1) };
    expect(advance(refunded, EVENTS.DISPUTE_CLOSED, AT)).toMatchObject({
      state: { paymentStatus: 'REFUNDED' },
    });
  });
});
