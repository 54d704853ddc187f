// What follows a step at once: the butcher is alerted of what can be prepared, money owed is asked back.
import { describe, expect, it } from 'vitest';
import { advance } from '../../domain/advance.ts';
import { ENTITLED, isEntitled } from '../../domain/entitlement.ts';
import { followUp, nextGeneration } from '../../domain/follow-up.ts';
import type { OrderEventType } from '../../domain/order-event.ts';
import { type OrderState, openState } from '../../domain/order-state.ts';
import {
  ORDER_STATUSES,
  type OrderStatus,
  PAYMENT_STATUSES,
  type PaymentStatus,
} from '../../domain/order-status.ts';
import { owesRefund } from '../../domain/refund-owed.ts';
import { hours, instant, minutes } from '../../domain/time.ts';
import { placedOrder } from '../support/placed-orders.ts';
import { BUTCHER, CUSTOMER, EVENTS, OPERATOR } from './order-events.ts';

const NOW = instant(hours(1));
const online = placedOrder();
const state = (change: Partial<OrderState>): OrderState => ({ ...openState(online, instant(0)), ...change });

describe('after a step', () => {
  it.each([
    ['a paid order', { paymentStatus: 'PAID', paymentIntentId: 'pi_1' }],
    ['an order to be paid at the counter', { paymentStatus: 'DUE_AT_PICKUP' }],
  ] satisfies [string, Partial<OrderState>][])('%s that waits → the butcher is alerted', (_what, change) => {
    expect(followUp(online, state(change), NOW)).toMatchObject({
      type: 'BUTCHER_ALERTED',
      decisionDeadline: NOW + minutes(30),
    });
    const alerted = state({ ...change, decisionDeadline: NOW });
    expect(followUp(online, alerted, NOW)).toBeNull();
  });

  it.each([['AWAITING'], ['PROCESSING']] satisfies [PaymentStatus][])(
    'an order whose payment is %s → nobody is alerted',
    (paymentStatus) => {
      expect(followUp(online, state({ paymentStatus }), NOW)).toBeNull();
    },
  );

  it.each([
    ['REJECTED', null, 1],
    ['CANCELLED', null, 1],
    ['EXPIRED', null, 1],
    ['REJECTED', { generation: 2, refundId: 're_1' }, 3],
  ] satisfies [OrderStatus, OrderState['refund'], number][])(
    'a paid order that is %s, refund so far %j → refund %i is asked for',
    (status, refund, generation) => {
      const paid = state({ status, refund, paymentStatus: 'PAID', paymentIntentId: 'pi_1' });
      expect(followUp(online, paid, NOW)).toMatchObject({ type: 'REFUND_REQUESTED', generation });
      expect(nextGeneration(paid)).toBe(generation);
    },
  );
});

describe('a refund', () => {
  const OWED: readonly PaymentStatus[] = ['PAID', 'REFUND_PENDING', 'REFUND_FAILED'];
  const UNFULFILLED: readonly OrderStatus[] = ['REJECTED', 'CANCELLED', 'EXPIRED'];
  const pairs = ORDER_STATUSES.flatMap((status) =>
    PAYMENT_STATUSES.map((payment) => [status, payment] as const),
  );

  it.each(pairs)('%s and %s → owed only when money is held for what nobody gets', (status, paymentStatus) => {
    const owed = UNFULFILLED.includes(status) && OWED.includes(paymentStatus);
    expect(owesRefund(state({ status, paymentStatus, paymentIntentId: 'pi_1' }))).toBe(owed);
    expect(owesRefund(state({ status, paymentStatus, paymentIntentId: null }))).toBe(false);
  });
});

describe('entitlement', () => {
  const people = { customer: CUSTOMER, butcher: BUTCHER, operator: OPERATOR };
  const DECISIONS: readonly OrderEventType[] = ['ACCEPTED', 'REJECTED', 'READY', 'COLLECTED', 'NO_SHOW'];

  const OPERATORS: readonly string[] = [
    'CANCELLED',
    'REFUND_REQUESTED',
    'MESSAGE_REFUSED',
    'ACKNOWLEDGED',
    'DECISION_EXTENDED',
    'PAYMENT_CHECKED',
  ];

  it.each(Object.keys(ENTITLED) as OrderEventType[])('to %s: nobody makes Stripe’s facts up', (type) => {
    const told = (by: typeof CUSTOMER) => isEntitled('PENDING', { ...EVENTS[type], by });
    if (DECISIONS.includes(type)) {
      expect([told(people.customer), told(people.butcher), told(people.operator)]).toEqual([
        false,
        true,
        true,
      ]);
    } else if (!OPERATORS.includes(type)) {
      expect(Object.values(people).map(told)).toEqual([false, false, false]);
    }
  });

  it.each([
    ['PENDING', true, false, true],
    ['ACCEPTED', false, true, true],
    ['READY', false, true, true],
  ] satisfies [OrderStatus, boolean, boolean, boolean][])(
    'to cancel an order that is %s: customer %s, butcher %s, operator %s',
    (status, ...expected) => {
      const may = Object.values(people).map((by) =>
        isEntitled(status, { type: 'CANCELLED', by, reason: 'OTHER' }),
      );
      expect(may).toEqual(expected);
    },
  );

  it('a customer who asks too late hears that, and not that they are a stranger', () => {
    const asked = { type: 'CANCELLED', by: CUSTOMER, reason: 'CUSTOMER_REQUEST' } as const;
    const accepted = state({ status: 'ACCEPTED', paymentStatus: 'PAID', paymentIntentId: 'pi_1' });
    expect(advance(accepted, asked, NOW)).toEqual({ kind: 'refused', code: 'TOO_LATE' });
  });
});
