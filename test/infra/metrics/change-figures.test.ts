// What a written change says of waiting and ends.
import { describe, expect, it } from 'vitest';
import { SYSTEM } from '../../../domain/actor.ts';
import { type OrderState, openState } from '../../../domain/order-state.ts';
import type { OrderChange } from '../../../domain/ports/order-store.ts';
import { after, instant, minutes } from '../../../domain/time.ts';
import type { TimelineKind } from '../../../domain/timeline.ts';
import { figuresOf } from '../../../infra/metrics/change-figures.ts';
import { placedOrder } from '../../support/placed-orders.ts';

const PLACED_AT = instant(Date.UTC(2026, 10, 24, 9));
const at = (count: number) => after(PLACED_AT, minutes(count));
const placed = placedOrder();

/** A change of an open order whose entries happen in minutes after its placing. */
function change(kinds: Partial<Record<TimelineKind, number>>, state: Partial<OrderState>): OrderChange {
  const entries = Object.entries(kinds).map(([kind, minute], index) => ({
    sequence: index + 2,
    // Keys of a record of kinds.
    kind: kind as TimelineKind,
    actor: SYSTEM,
    at: at(minute),
    data: {},
  }));
  return {
    orderId: placed.orderId,
    fromVersion: 1,
    fromStatus: 'PENDING',
    state: { ...openState(placed, PLACED_AT), version: 1 + entries.length, ...state },
    entries,
    decidedAt: PLACED_AT,
    settledVersion: 1,
  };
}

const PAID = { paymentStatus: 'PAID', paymentIntentId: 'pi_1', paidAt: at(3) } as const;
const ALERTED = { decisionDeadline: at(33) } as const;

describe('a change', () => {
  it('that confirms the payment → the time since the order was placed', () => {
    const figures = figuresOf(change({ PAYMENT_CONFIRMED: 3, BUTCHER_ALERTED: 3 }, { ...PAID, ...ALERTED }));
    expect(figures).toEqual({ end: null, toPaid: minutes(3), decision: null });
  });

  it('that accepts an order paid online → the time since it was paid', () => {
    const figures = figuresOf(change({ ACCEPTED: 10 }, { ...PAID, ...ALERTED, status: 'ACCEPTED' }));
    expect(figures).toEqual({ end: null, toPaid: null, decision: { kind: 'accepted', after: minutes(7) } });
  });

  it('that accepts an order for the counter → the time since it was placed', () => {
    const figures = figuresOf(change({ ACCEPTED: 10 }, { ...ALERTED, status: 'ACCEPTED' }));
    expect(figures.decision).toEqual({ kind: 'accepted', after: minutes(10) });
  });

  it.each([
    ['NO_ANSWER', 'no_answer'],
    ['TOO_BUSY', 'rejected'],
  ] as const)('that rejects it, %s → %s, and an end', (reason, kind) => {
    const figures = figuresOf(change({ REJECTED: 20 }, { ...ALERTED, status: 'REJECTED', reason }));
    expect(figures).toEqual({
      end: { status: 'REJECTED', reason },
      toPaid: null,
      decision: { kind, after: minutes(20) },
    });
  });

  it('that rejects an order nobody was alerted of → an end, and no decision', () => {
    const figures = figuresOf(change({ REJECTED: 1 }, { status: 'REJECTED', reason: 'CLOSED' }));
    expect(figures).toEqual({ end: { status: 'REJECTED', reason: 'CLOSED' }, toPaid: null, decision: null });
  });

  it('of an order that has ended → no second end', () => {
    const refunded = change({ REFUND_SUCCEEDED: 25 }, { status: 'REJECTED', reason: 'OTHER' });
    expect(figuresOf({ ...refunded, fromStatus: 'REJECTED' }).end).toBeNull();
  });

  it('decided anew, whose end was told before → no second end', () => {
    const told = change({ REFUND_REQUESTED: 20 }, { ...ALERTED, status: 'REJECTED', reason: 'OTHER' });
    expect(figuresOf(told)).toEqual({ end: null, toPaid: null, decision: null });
  });

  it('that gives a payment up → expired', () => {
    const expired = change({ PAYMENT_ABANDONED: 35 }, { status: 'EXPIRED', paymentStatus: 'ABANDONED' });
    expect(figuresOf(expired).end).toEqual({ status: 'EXPIRED', reason: 'NONE' });
  });

  it('without a reason → NONE', () => {
    const collected = change({ COLLECTED: 90 }, { status: 'COLLECTED' });
    expect(figuresOf({ ...collected, fromStatus: 'READY' }).end).toEqual({
      status: 'COLLECTED',
      reason: 'NONE',
    });
  });
});
