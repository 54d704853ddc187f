// The causes that call an operator: each raised and cleared by its own event, none hidden by another, put away only by a person.
import { describe, expect, it } from 'vitest';
import { STRIPE } from '../../domain/actor.ts';
import { advance } from '../../domain/advance.ts';
import { readAttention } from '../../domain/attention.ts';
import {
  ATTENTION_CODES,
  type AttentionCode,
  type Causes,
  type OrderEvent,
} from '../../domain/order-event.ts';
import { type OrderState, openState } from '../../domain/order-state.ts';
import type { OrderStatus, PaymentStatus } from '../../domain/order-status.ts';
import { instant } from '../../domain/time.ts';
import { placedOrder } from '../support/placed-orders.ts';
import { EVENTS, OPERATOR } from './order-events.ts';

const AT = instant(1_500_000);
const LOST: OrderEvent = { type: 'DISPUTE_CLOSED', by: STRIPE, disputeId: 'dp_1', won: false };

function stateIn(status: OrderStatus, paymentStatus: PaymentStatus, attention: Causes = []): OrderState {
  const open = openState(placedOrder(), instant(1_000_000));
  return { ...open, status, paymentStatus, paymentIntentId: 'pi_1', attention };
}

const happened = (state: OrderState, event: OrderEvent): OrderState => {
  const step = advance(state, event, AT);
  if (step.kind !== 'advanced') throw new Error(`${event.type} did not happen`);
  return step.state;
};

describe('a set of causes', () => {
  const ROWS: readonly [PaymentStatus, Causes, OrderEvent, Causes][] = [
    ['PAID', [], EVENTS.DISPUTE_OPENED, ['DISPUTED']],
    ['PAID', ['REFUNDED_ELSEWHERE'], EVENTS.PAYMENT_MISMATCH, ['PAYMENT_MISMATCH', 'REFUNDED_ELSEWHERE']],
    ['PAID', ['PAYMENT_MISMATCH'], EVENTS.ATTENTION_RAISED, ['STRIPE_KEY_REFUSED', 'PAYMENT_MISMATCH']],
    ['PAID', ['STRIPE_KEY_REFUSED', 'DISPUTED'], EVENTS.ATTENTION_CLEARED, ['DISPUTED']],
    ['REFUND_FAILED', ['STRIPE_KEY_REFUSED', 'REFUND_FAILED'], EVENTS.ATTENTION_CLEARED, ['REFUND_FAILED']],
    ['REFUND_FAILED', ['REFUND_FAILED', 'EVENT_UNREADABLE'], EVENTS.REFUND_REQUESTED, ['EVENT_UNREADABLE']],
    ['REFUND_FAILED', ['REFUND_FAILED'], EVENTS.DISPUTE_OPENED, ['DISPUTED']],
    ['REFUND_PENDING', ['PAYMENT_MISMATCH'], EVENTS.REFUND_FAILED, ['PAYMENT_MISMATCH', 'REFUND_FAILED']],
    [
      'REFUND_PENDING',
      ['PAYMENT_MISMATCH', 'REFUNDED_ELSEWHERE'],
      EVENTS.REFUND_SUCCEEDED,
      ['PAYMENT_MISMATCH'],
    ],
    ['DISPUTED', ['DISPUTED', 'EVENT_UNREADABLE'], EVENTS.DISPUTE_CLOSED, ['EVENT_UNREADABLE']],
    ['PAID', [], LOST, ['DISPUTED']],
  ];
  it.each(ROWS)('money %s, causes %j, then %o → %j', (...row) => {
    const [payment, attention, event, left] = row;
    expect(happened(stateIn('REJECTED', payment, attention), event).attention).toEqual(left);
  });

  it('what was not raised is not cleared: nothing to write', () => {
    expect(advance(stateIn('PENDING', 'PAID'), EVENTS.ATTENTION_CLEARED, AT)).toEqual({ kind: 'unchanged' });
  });
});

const acknowledge = (code: AttentionCode): OrderEvent => ({ type: 'ACKNOWLEDGED', by: OPERATOR, code });

describe('putting a cause away', () => {
  /** Where each cause still stands, and where only a person can settle it; null: nowhere. */
  const CASES: Readonly<Record<AttentionCode, { stands: OrderState | null; settled: OrderState | null }>> = {
    STRIPE_KEY_REFUSED: { stands: stateIn('REJECTED', 'REFUNDED'), settled: null },
    STRIPE_UNREADABLE: { stands: stateIn('REJECTED', 'REFUNDED'), settled: null },
    STRIPE_REQUEST_REFUSED: {
      stands: stateIn('REJECTED', 'REFUND_PENDING'),
      settled: stateIn('EXPIRED', 'ABANDONED'),
    },
    PAYMENT_MISMATCH: { stands: stateIn('PENDING', 'AWAITING'), settled: stateIn('CANCELLED', 'AWAITING') },
    REFUND_FAILED: { stands: stateIn('REJECTED', 'REFUND_FAILED'), settled: stateIn('REJECTED', 'DISPUTED') },
    DISPUTED: {
      stands: { ...stateIn('COLLECTED', 'DISPUTED'), dispute: { disputeId: 'dp_1', isOver: false } },
      settled: { ...stateIn('COLLECTED', 'DISPUTED'), dispute: { disputeId: 'dp_1', isOver: true } },
    },
    REFUNDED_ELSEWHERE: { stands: null, settled: stateIn('ACCEPTED', 'PAID') },
    EVENT_UNREADABLE: { stands: null, settled: stateIn('PENDING', 'AWAITING') },
  };

  it.each(ATTENTION_CODES)('%s → refused while it stands, put away once it does not', (code) => {
    const { stands, settled } = CASES[code];
    const all = [...ATTENTION_CODES];
    if (stands !== null) {
      expect(advance({ ...stands, attention: all }, acknowledge(code), AT)).toEqual({
        kind: 'refused',
        code: 'CAUSE_STANDS',
      });
    }
    if (settled === null) return;
    const left = happened({ ...settled, attention: all }, acknowledge(code));
    expect(left.attention).toEqual(all.filter((other) => other !== code));
    expect(left.acknowledged).toEqual([code]);
  });

  it('one that is not raised → refused', () => {
    expect(advance(stateIn('PENDING', 'PAID'), acknowledge('EVENT_UNREADABLE'), AT)).toEqual({
      kind: 'refused',
      code: 'NOTHING_TO_ACKNOWLEDGE',
    });
  });

  it('raised again → it calls again', () => {
    const away = happened(
      stateIn('COLLECTED', 'PAID', ['REFUNDED_ELSEWHERE']),
      acknowledge('REFUNDED_ELSEWHERE'),
    );
    const raised = happened(away, { ...EVENTS.ATTENTION_RAISED, code: 'REFUNDED_ELSEWHERE' } as OrderEvent);
    expect(raised).toMatchObject({ attention: ['REFUNDED_ELSEWHERE'], acknowledged: [] });
  });
});

describe('what an earlier version wrote', () => {
  it.each([
    ['PAID', null, []],
    ['PAID', 'PAYMENT_MISMATCH', ['PAYMENT_MISMATCH']],
    ['REFUND_FAILED', 'PAYMENT_MISMATCH', ['PAYMENT_MISMATCH', 'REFUND_FAILED']],
    ['DISPUTED', 'DISPUTED', ['DISPUTED']],
  ] satisfies [PaymentStatus, AttentionCode | null, Causes][])(
    'money %s, attention to %s → %j',
    (paymentStatus, attention, causes) => {
      expect(readAttention({ paymentStatus, attention })).toEqual({ attention: causes, acknowledged: [] });
    },
  );

  it('what this version wrote → as it is', () => {
    const written = { attention: ['DISPUTED'], acknowledged: ['EVENT_UNREADABLE'] } as const;
    expect(readAttention({ ...written, paymentStatus: 'PAID' })).toEqual(written);
  });
});
