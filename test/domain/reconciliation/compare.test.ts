// The second look: every disagreement has its name, and what agrees has none.
import { describe, expect, it } from 'vitest';
import { compare } from '../../../domain/reconciliation/compare.ts';
import { missingFacts } from '../../../domain/reconciliation/missing-facts.ts';
import type { OrderLook } from '../../../domain/reconciliation/order-look.ts';
import { instant } from '../../../domain/time.ts';
import { ENDED, entry, look, NOW, payment, refundOf, session } from './looks.ts';

const refused = (change = {}) => entry({ status: 'REJECTED', ...change });
const AFTERCARE = { ...ENDED, isAftercareRunning: true };
const GEN1 = { generation: 1, refundId: 're_1' };
const back = [payment({ refunds: [refundOf()] })];
const failed = [payment({ refunds: [refundOf({ outcome: 'failed' })] })];
const part = [payment({ refunds: [refundOf({ amount: { cents: 100, currency: 'EUR' } })] })];
const dispute = (won: boolean | null) => [
  payment({ disputes: [{ disputeId: 'dp_1', paymentIntentId: 'pi_own', won }] }),
];

const AGREE: Readonly<Record<string, Partial<OrderLook>>> = {
  'paid, and waits for the butcher': {},
  'unpaid, its page open': {
    row: entry({ paymentStatus: 'AWAITING', paymentIntentId: null }),
    sessions: [session({ status: 'open', paid: false, paymentIntentId: null })],
    payments: [],
  },
  'refused and given back': {
    row: refused({ paymentStatus: 'REFUNDED', refund: GEN1 }),
    payments: back,
    attendance: ENDED,
  },
  'a refund asked for and not yet made, by a running order': {
    row: refused({ paymentStatus: 'REFUND_PENDING', refund: { generation: 1, refundId: null } }),
    attendance: AFTERCARE,
  },
  'a refund that failed, waiting for the operator': {
    row: refused({ paymentStatus: 'REFUND_FAILED', refund: GEN1 }),
    payments: failed,
    attendance: AFTERCARE,
  },
  'a second attempt that went through': {
    row: refused({ paymentStatus: 'REFUNDED', refund: { generation: 2, refundId: 're_2' } }),
    payments: [payment({ refunds: [refundOf({ refundId: 're_2' }), refundOf({ outcome: 'failed' })] })],
    attendance: ENDED,
  },
  'a part given back by hand, and known': {
    row: entry({ status: 'COLLECTED', attention: ['REFUNDED_ELSEWHERE'] }),
    payments: part,
    attendance: ENDED,
  },
  'disputed, and known': {
    row: entry({
      status: 'COLLECTED',
      paymentStatus: 'DISPUTED',
      dispute: { disputeId: 'dp_1', isOver: false },
    }),
    payments: dispute(null),
    attendance: ENDED,
  },
  'expired unpaid': {
    row: entry({ status: 'EXPIRED', paymentStatus: 'ABANDONED', paymentIntentId: null }),
    sessions: [session({ status: 'expired', paid: false, paymentIntentId: null })],
    payments: [],
    attendance: ENDED,
  },
  'paid at the counter': {
    row: entry({
      paymentMethod: 'ON_PICKUP',
      paymentStatus: 'DUE_AT_PICKUP',
      paymentIntentId: null,
      sessionId: null,
    }),
    sessions: [],
    payments: [],
  },
  'nothing is known of the order, and nothing was kept': {
    row: null,
    sessions: [session({ status: 'expired' })],
    payments: back,
    attendance: { order: null, isAftercareRunning: false },
  },
};

describe('the second look at', () => {
  it.each(Object.entries(AGREE))('%s → nothing', (_name, change) => {
    expect(compare(look(change))).toEqual([]);
  });
});

const unpaid = { paymentStatus: 'AWAITING', paymentIntentId: null } as const;

const DISAGREE: Readonly<
  Record<string, readonly [code: string, told: readonly string[], Partial<OrderLook>]>
> = {
  'a payment the order does not know': ['PAYMENT_UNKNOWN', ['SESSION_COMPLETED'], { row: entry(unpaid) }],
  'a payment promised, and not known': [
    'PAYMENT_UNKNOWN',
    ['SESSION_COMPLETED'],
    { row: entry(unpaid), sessions: [session({ paid: false })], payments: [] },
  ],
  'a payment, while another one that did not match still needs attention': [
    'PAYMENT_UNKNOWN',
    ['SESSION_COMPLETED'],
    { row: entry({ ...unpaid, attention: ['PAYMENT_MISMATCH'] }) },
  ],
  'a late payment of an expired order': [
    'PAYMENT_UNKNOWN',
    ['SESSION_COMPLETED'],
    {
      row: entry({ status: 'EXPIRED', paymentStatus: 'ABANDONED', paymentIntentId: null }),
      attendance: ENDED,
    },
  ],
  'a page that ended while the order waits': [
    'PAGE_CLOSED',
    ['SESSION_EXPIRED'],
    { row: entry(unpaid), sessions: [session({ status: 'expired', paid: false })], payments: [] },
  ],
  'an ended order with an open page': [
    'PAGE_OPEN',
    [],
    {
      row: entry({ status: 'EXPIRED', paymentStatus: 'ABANDONED', paymentIntentId: null }),
      sessions: [session({ status: 'open', paid: false })],
      payments: [],
      attendance: ENDED,
    },
  ],
  'a second page that is open beside the order’s own': [
    'PAGE_OPEN',
    [],
    { sessions: [session(), session({ sessionId: 'cs_other', status: 'open', paid: false })] },
  ],
  'a payment that cannot be read': ['UNREADABLE', [], { payments: [], unreadable: ['pi_own'] }],
  'a page that cannot be read': ['UNREADABLE', [], { sessions: [], unreadable: ['cs_own'] }],
  'a page that cannot be read, of an order that knows no payment yet': [
    'UNREADABLE',
    [],
    { row: entry(unpaid), sessions: [], unreadable: ['cs_own'] },
  ],
  'a page that cannot be read, of an order that does not exist': [
    'UNREADABLE',
    [],
    { row: null, sessions: [], payments: [], unreadable: ['cs_own'] },
  ],
  'a paid order without its payment': ['PAYMENT_MISSING', [], { payments: [] }],
  'a paid order whose payment took nothing': [
    'PAYMENT_MISSING',
    [],
    { payments: [payment({ capturedCents: 0 })] },
  ],
  'one cent too few': ['AMOUNT_DIFFERS', [], { payments: [payment({ capturedCents: 3_739 })] }],
  'another currency': [
    'AMOUNT_DIFFERS',
    [],
    { sessions: [session({ total: { cents: 3_740, currency: 'USD' } })] },
  ],
  'a second payment': [
    'SECOND_PAYMENT',
    [],
    { payments: [payment(), payment({ paymentIntentId: 'pi_other' })] },
  ],
  'money given back by hand, not known': ['REFUND_DIFFERS', ['REFUND_CHANGED'], { payments: part }],
  'a refund called done that failed': [
    'REFUND_DIFFERS',
    ['REFUND_CHANGED'],
    { row: refused({ paymentStatus: 'REFUNDED', refund: GEN1 }), payments: failed, attendance: ENDED },
  ],
  'a refund called pending that is done': [
    'REFUND_DIFFERS',
    ['REFUND_CHANGED'],
    {
      row: refused({ paymentStatus: 'REFUND_PENDING', refund: GEN1 }),
      payments: back,
      attendance: AFTERCARE,
    },
  ],
  'a refund called pending that failed': [
    'REFUND_DIFFERS',
    ['REFUND_CHANGED'],
    {
      row: refused({ paymentStatus: 'REFUND_PENDING', refund: GEN1 }),
      payments: failed,
      attendance: AFTERCARE,
    },
  ],
  'a refund called failed, and the money is back': [
    'REFUND_DIFFERS',
    ['REFUND_CHANGED'],
    { row: refused({ paymentStatus: 'REFUND_FAILED', refund: GEN1 }), payments: back, attendance: AFTERCARE },
  ],
  'money owed, and nobody at work': [
    'REFUND_IDLE',
    ['SESSION_COMPLETED'],
    { row: refused(), attendance: ENDED },
  ],
  'a dispute that is not known': ['DISPUTE_UNKNOWN', ['DISPUTE_OPENED'], { payments: dispute(null) }],
  'the end of a dispute that is not known': [
    'DISPUTE_UNKNOWN',
    ['DISPUTE_CLOSED'],
    { row: entry({ dispute: { disputeId: 'dp_1', isOver: false } }), payments: dispute(true) },
  ],
  'an open order without its workflow': ['WORKFLOW_GONE', [], { attendance: ENDED }],
  'a workflow that says otherwise': [
    'WORKFLOW_DIFFERS',
    [],
    {
      attendance: {
        order: { isRunning: true, status: 'ACCEPTED', paymentStatus: 'PAID' },
        isAftercareRunning: false,
      },
    },
  ],
  'money for an order that does not exist': ['NO_ORDER', [], { row: null }],
  'an open page for an order that does not exist': [
    'NO_ORDER',
    [],
    { row: null, sessions: [session({ status: 'open', paid: false })], payments: [] },
  ],
};

describe('the second look finds', () => {
  it.each(Object.entries(DISAGREE))('%s', (_name, [code, told, change]) => {
    const seen = look(change);
    expect(compare(seen).map((finding) => finding.code)).toEqual([code]);
    const facts = compare(seen).flatMap((finding) => missingFacts(seen, finding.code));
    expect(facts.map(({ fact }) => fact.kind)).toEqual(told);
  });

  it('beside what cannot be read, all that can: a payment the order does not know is told', () => {
    const seen = look({ row: entry(unpaid), unreadable: ['pi_own'], payments: [] });
    expect(compare(seen).map(({ code }) => code)).toEqual(['UNREADABLE', 'PAYMENT_UNKNOWN']);
  });

  it('a second open page and what the own one tells', () => {
    const sessions = [session(), session({ sessionId: 'cs_other', status: 'open', paid: false })];
    const found = compare(look({ row: entry(unpaid), sessions })).map(({ code }) => code);
    expect(found).toEqual(['PAGE_OPEN', 'PAYMENT_UNKNOWN']);
  });

  it('and leaves a row that has just changed to the next run, where only its workflow differs', () => {
    const [, , change] = DISAGREE['a workflow that says otherwise'] ?? ['', [], {}];
    expect(compare(look({ ...change, row: entry({ decidedAt: instant(NOW - 30_000) }) }))).toEqual([]);
  });

  it('the same news under the same name in every run, another state under another', () => {
    const seen = look({ row: entry(unpaid) });
    const nameOf = (one: OrderLook) => missingFacts(one, 'PAYMENT_UNKNOWN').map(({ eventId }) => eventId);
    expect(nameOf(seen)).toEqual(nameOf({ ...seen, now: instant(NOW + 900_000) }));
    const promised = { ...seen, sessions: [session({ paid: false })] };
    expect(nameOf(promised)).not.toEqual(nameOf(seen));
  });
});
