// The comparison finds what it is there to find: each planted difference between workflow, database and Stripe is told.
import { describe, expect, it } from 'vitest';
import { compare, type Snapshot } from './compare.ts';
import type { OrderRow } from './database-side.ts';
import { NO_BOOKS } from './money-law.ts';

const ROW: OrderRow = {
  id: 'commande1',
  shopId: 'boucherie-martin',
  status: 'REJECTED',
  paymentStatus: 'REFUNDED',
  paymentMethod: 'ONLINE',
  totalCents: 1245,
  version: 6,
  attention: [],
  sessionId: 'cs_1',
  paymentIntentId: 'pi_1',
  refundId: 're_1',
  timeline: [
    { sequence: 1, kind: 'PLACED', actor: 'customer:user_marie' },
    { sequence: 2, kind: 'CHECKOUT_OPENED', actor: 'system' },
    { sequence: 3, kind: 'PAYMENT_CONFIRMED', actor: 'stripe' },
    { sequence: 4, kind: 'REJECTED', actor: 'butcher:user_boucher' },
    { sequence: 5, kind: 'REFUND_REQUESTED', actor: 'system' },
    { sequence: 6, kind: 'REFUND_SUCCEEDED', actor: 'stripe' },
  ],
};
const BOOKS = {
  ...NO_BOOKS,
  captured: 1245,
  givenBack: 1245,
  charges: 1,
  sessionIds: ['cs_1'],
  paidIntentIds: ['pi_1'],
  heldRefundIds: ['re_1'],
};
const STANDING = { status: 'REJECTED', paymentStatus: 'REFUNDED', version: 6 };
const DONE = { status: 'COMPLETED' as const, standing: STANDING };

interface Change {
  readonly row?: Partial<OrderRow>;
  readonly books?: Partial<typeof BOOKS>;
  readonly standing?: Partial<typeof STANDING>;
}

const snapshot = ({ row, books, standing }: Change = {}): Snapshot => ({
  rows: new Map([[ROW.id, { ...ROW, ...row }]]),
  workflows: new Map([
    [ROW.id, { order: { ...DONE, standing: { ...STANDING, ...standing } }, aftercare: null }],
  ]),
  books: new Map([[ROW.id, { ...BOOKS, ...books }]]),
});
const told = (one: Snapshot, acknowledged: string[] = []): string =>
  compare(one, acknowledged).violations.join('\n');

describe('the three-way comparison', () => {
  it('of three that agree → nothing to tell, and the sums', () => {
    expect(compare(snapshot(), [ROW.id])).toEqual({
      orders: 1,
      violations: [],
      captured: 1245,
      givenBack: 1245,
    });
  });

  it('of an order that aftercare took further → the newest word counts', () => {
    const aftercare = { status: 'COMPLETED' as const, standing: { ...STANDING, version: 6 } };
    const order = { ...DONE, standing: { ...STANDING, version: 4, paymentStatus: 'PAID' } };
    const workflows = new Map([[ROW.id, { order, aftercare }]]);
    expect(told({ ...snapshot(), workflows })).toBe('');
    expect(told({ ...snapshot(), workflows: new Map([[ROW.id, { order, aftercare: null }]]) })).toContain(
      'I8',
    );
  });

  it.each<[what: string, change: Change, promise: string]>([
    ['a row that says otherwise', { row: { paymentStatus: 'REFUND_PENDING' } }, 'I8'],
    ['a version that differs', { standing: { version: 5 } }, 'I8'],
    ['a gap in the timeline', { row: { timeline: ROW.timeline.slice(0, 5) } }, 'I9'],
    [
      'a move that is none',
      {
        row: {
          timeline: ROW.timeline.map((one) => ({ ...one, kind: one.sequence === 4 ? 'READY' : one.kind })),
        },
      },
      'I9',
    ],
    [
      'a decision by somebody not entitled',
      { row: { timeline: ROW.timeline.map((one) => ({ ...one, actor: 'customer:user_marie' })) } },
      'I10',
    ],
    ['a cent too much captured', { books: { captured: 1246 } }, 'I5'],
    ['a double charge', { books: { charges: 2, captured: 2490 } }, 'one charge'],
    ['a missing refund', { books: { givenBack: 0, heldRefundIds: [] } }, 'I3'],
    ['a double refund', { books: { givenBack: 2490, heldRefundIds: ['re_1', 're_2'] } }, 'I3'],
    ['an open session', { books: { openSessions: 1 } }, 'I4'],
    ['a second session', { books: { sessionIds: ['cs_1', 'cs_2'] } }, 'I11'],
    ['a payment nobody knows', { books: { paidIntentIds: ['pi_1', 'pi_2'] } }, 'I6'],
    ['a session that is not Stripe’s', { row: { sessionId: 'cs_other' } }, 'I6'],
    ['a refund that failed in silence', { row: { paymentStatus: 'REFUND_FAILED' } }, 'I2'],
    [
      'an open order that nobody works on',
      {
        row: { status: 'ACCEPTED', paymentStatus: 'PAID' },
        standing: { status: 'ACCEPTED', paymentStatus: 'PAID' },
      },
      'I2',
    ],
    ['a shop that is owed something else', { books: { givenBack: 1200 } }, 'boucherie-martin: I5'],
  ])('of %s → told', (_what, change, promise) => {
    expect(told(snapshot(change))).toContain(promise);
  });

  it('of an order that was acknowledged and is nowhere → lost', () => {
    expect(told(snapshot(), ['commande2'])).toContain('commande2: lost: it has no row');
  });

  it('of a row without a workflow, and of Stripe’s without a row → lost', () => {
    expect(told({ ...snapshot(), workflows: new Map() })).toContain('lost: it has no workflow');
    expect(told({ ...snapshot(), rows: new Map() })).toContain('Stripe knows it (I6)');
  });

  it('of a workflow that broke → told', () => {
    const order = { status: 'FAILED' as const, standing: null };
    expect(told({ ...snapshot(), workflows: new Map([[ROW.id, { order, aftercare: null }]]) })).toContain(
      'its workflow has FAILED',
    );
  });
});
