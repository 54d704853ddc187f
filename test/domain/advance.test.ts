// Properties of an order under any sequence of events: what holds whatever happens.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { actor } from '../../domain/actor.ts';
import { advance } from '../../domain/advance.ts';
import { ENTITLED, isEntitled } from '../../domain/entitlement.ts';
import { followUp } from '../../domain/follow-up.ts';
import type { OrderEvent } from '../../domain/order-event.ts';
import { type OrderState, openState } from '../../domain/order-state.ts';
import { isOpen, ORDER_STATUSES } from '../../domain/order-status.ts';
import { owesRefund } from '../../domain/refund-owed.ts';
import { instant } from '../../domain/time.ts';
import { placedOrder } from '../support/placed-orders.ts';
import { BUTCHER, CUSTOMER, EVENTS, OPERATOR } from './order-events.ts';

const anyEvent: fc.Arbitrary<OrderEvent> = fc.constantFrom<OrderEvent>(
  ...Object.values(EVENTS),
  { type: 'CANCELLED', by: CUSTOMER, reason: 'CUSTOMER_REQUEST' },
  { type: 'CANCELLED', by: BUTCHER, reason: 'CLOSED' },
  { type: 'ACCEPTED', by: CUSTOMER },
  { type: 'DISPUTE_CLOSED', by: actor('stripe'), disputeId: 'dp_1', won: false },
);
const anyMethod = fc.constantFrom('ONLINE' as const, 'ON_PICKUP' as const);

/** Every state an order goes through, the system's follow-ups included. */
function lived(method: 'ONLINE' | 'ON_PICKUP', events: readonly OrderEvent[]): OrderState[] {
  const placed = placedOrder({ paymentMethod: method });
  const states = [openState(placed, instant(0))];
  const take = (event: OrderEvent, at: number): void => {
    const last = states.at(-1);
    if (last === undefined) return;
    const step = advance(last, event, instant(at));
    if (step.kind !== 'advanced') return;
    states.push(step.state);
    const next = followUp(placed, step.state, instant(at));
    if (next !== null) take(next, at);
  };
  for (const [index, event] of events.entries()) take(event, index + 1);
  return states;
}

const holds = (check: (states: readonly OrderState[]) => void): void =>
  fc.assert(
    fc.property(anyMethod, fc.array(anyEvent, { maxLength: 40 }), (method, events) => {
      check(lived(method, events));
    }),
    { numRuns: 2_000 },
  );

describe('whatever happens to an order', () => {
  it('its version grows by exactly one with each step', () => {
    holds((states) =>
      expect(states.map(({ version }) => version)).toEqual(states.map((_, index) => index + 1)),
    );
  });

  it('an end never changes', () => {
    holds((states) => {
      const end = states.find(({ status }) => !isOpen(status));
      if (end !== undefined)
        for (const after of states.slice(states.indexOf(end))) expect(after.status).toBe(end.status);
    });
  });

  it('it is never refunded while it goes on or was fulfilled', () => {
    holds((states) => {
      for (const { status, paymentStatus } of states) {
        const isRefund = paymentStatus.startsWith('REFUND');
        if (isRefund) expect(['REJECTED', 'CANCELLED', 'EXPIRED']).toContain(status);
      }
    });
  });

  it('it is never accepted unpaid', () => {
    holds((states) => {
      const accepted = states.find(({ status }) => status === 'ACCEPTED');
      if (accepted !== undefined)
        expect(['PAID', 'DUE_AT_PICKUP', 'DISPUTED']).toContain(accepted.paymentStatus);
    });
  });

  it('a failed refund always needs attention, and so does a dispute, whatever else comes and passes', () => {
    holds((states) => {
      const unsettled = states.filter(({ paymentStatus }) =>
        ['REFUND_FAILED', 'DISPUTED'].includes(paymentStatus),
      );
      for (const { attention } of unsettled) expect(attention).not.toEqual([]);
    });
  });

  it('money of an unfulfilled order is at once asked back', () => {
    holds((states) => {
      const last = states.at(-1);
      if (last !== undefined && owesRefund(last)) expect(last.paymentStatus).not.toBe('PAID');
    });
  });
});

describe('who may do what', () => {
  it.each(Object.values(EVENTS))('$type is refused to everyone it is not entitled to', (event) => {
    for (const role of ['customer', 'butcher', 'operator', 'system', 'stripe'] as const) {
      const may = ORDER_STATUSES.some((status) => isEntitled(status, { ...event, by: actor(role, 'x') }));
      expect(may, role).toBe(ENTITLED[event.type].includes(role));
    }
  });

  it('a customer cancels until the butcher has decided; a butcher what they accepted; an operator either', () => {
    const cancel = (by: OrderEvent['by']): OrderEvent => ({ type: 'CANCELLED', by, reason: 'OTHER' });
    const who = { customer: CUSTOMER, butcher: BUTCHER, operator: OPERATOR };
    const may = (role: keyof typeof who, status: (typeof ORDER_STATUSES)[number]) =>
      isEntitled(status, cancel(who[role]));
    expect([may('customer', 'PENDING'), may('customer', 'ACCEPTED'), may('customer', 'READY')]).toEqual([
      true,
      false,
      false,
    ]);
    expect([may('butcher', 'PENDING'), may('butcher', 'ACCEPTED'), may('butcher', 'READY')]).toEqual([
      false,
      true,
      true,
    ]);
    expect([may('operator', 'PENDING'), may('operator', 'ACCEPTED'), may('operator', 'READY')]).toEqual([
      true,
      true,
      true,
    ]);
  });
});
