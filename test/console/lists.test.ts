// Which order stands where on the counter, and in what sequence.
import { describe, expect, it } from 'vitest';
import type { Order } from '../../web/api/bodies.ts';
import { afterReading, type Book, EMPTY_BOOK, gone, withOrder } from '../../web/console/orders/book.ts';
import { type LISTS, listOf, pendingIds } from '../../web/console/orders/lists.ts';
import { at, NOON, someOrder } from './some-order.ts';

const bookOf = (...orders: Order[]): Book => orders.reduce(withOrder, EMPTY_BOOK);
const ids = (book: Book, name: (typeof LISTS)[number]) => listOf(book, name, NOON).map(({ id }) => id);

describe('what is to be decided', () => {
  it('the earliest deadline first, whatever was placed first', () => {
    const book = bookOf(
      someOrder({ id: 'late', decisionDeadline: at(30), createdAt: at(-9) }),
      someOrder({ id: 'none', decisionDeadline: null }),
      someOrder({ id: 'soon', decisionDeadline: at(5), createdAt: at(0) }),
      someOrder({ id: 'over', decisionDeadline: at(-1) }),
    );
    expect(ids(book, 'decide')).toEqual(['over', 'soon', 'late', 'none']);
    expect(pendingIds(book)).toHaveLength(4);
  });

  it('several without a deadline → by their pickup', () => {
    const none = { decisionDeadline: null };
    const book = bookOf(
      someOrder({ id: 'b', ...none, pickupAt: at(20) }),
      someOrder({ id: 'a', ...none, pickupAt: at(10) }),
    );
    expect(ids(book, 'decide')).toEqual(['a', 'b']);
  });

  it.each(['AWAITING', 'PROCESSING'] as const)('not paid yet (%s) → not on the counter', (paymentStatus) => {
    expect(bookOf(someOrder({ paymentStatus })).size).toBe(0);
  });
});

describe('an order that moves', () => {
  const walk = (status: Order['status'], version: number) => someOrder({ status, version });

  it('each status → one list of work, none when it has ended', () => {
    const where = (status: Order['status']) =>
      (['decide', 'preparing', 'ready'] as const).filter(
        (name) => ids(bookOf(walk(status, 1)), name).length > 0,
      );
    expect(where('PENDING')).toEqual(['decide']);
    expect(where('ACCEPTED')).toEqual(['preparing']);
    expect(where('READY')).toEqual(['ready']);
    for (const end of ['COLLECTED', 'REJECTED', 'CANCELLED', 'EXPIRED', 'NO_SHOW'] as const)
      expect(where(end)).toEqual([]);
  });

  it('read late what was true before → stays where it is', () => {
    const book = bookOf(walk('ACCEPTED', 4));
    expect(withOrder(book, walk('PENDING', 3))).toBe(book);
    expect(ids(withOrder(book, walk('READY', 5)), 'ready')).toEqual(['order00000001']);
  });

  it('the same version decided anew → the later reading stands', () => {
    expect(ids(withOrder(bookOf(walk('REJECTED', 4)), walk('ACCEPTED', 4)), 'preparing')).toHaveLength(1);
  });
});

describe('a whole reading', () => {
  const old = someOrder({ id: 'a', version: 4, status: 'ACCEPTED' });

  it('takes the place of what was known, also backwards', () => {
    const read = someOrder({ id: 'a', version: 3 });
    expect(afterReading(bookOf(old), [read], new Set()).get('a')).toBe(read);
  });

  it('of an order heard of meanwhile → the newer version stays', () => {
    const read = someOrder({ id: 'a', version: 3 });
    expect(afterReading(bookOf(old), [read], new Set(['a'])).get('a')).toBe(old);
  });

  it('open orders it does not name have ended: they are to be read', () => {
    const book = bookOf(old, someOrder({ id: 'b' }), someOrder({ id: 'c', status: 'COLLECTED' }));
    expect(gone(book, [someOrder({ id: 'b' })])).toEqual(['a']);
  });
});

describe('the pickups of the day', () => {
  const list = (change: Partial<Order>) => ids(bookOf(someOrder(change)), 'today').length === 1;

  it('by their time; those as soon as possible by when they were ordered', () => {
    const book = bookOf(
      someOrder({ id: 'evening', status: 'ACCEPTED', pickupAt: at(360) }),
      someOrder({ id: 'soon', status: 'READY', createdAt: at(-10) }),
      someOrder({ id: 'noon', status: 'COLLECTED', pickupAt: at(0) }),
    );
    expect(ids(book, 'today')).toEqual(['soon', 'noon', 'evening']);
  });

  it.each<[what: string, change: Partial<Order>, isThere: boolean]>([
    ['just before midnight in Paris', { status: 'READY', pickupAt: '2026-11-25T22:59:00Z' }, true],
    ['just after it', { status: 'READY', pickupAt: '2026-11-25T23:00:00Z' }, false],
    ['still there from yesterday', { status: 'READY', pickupAt: at(-24 * 60) }, true],
    ['collected yesterday', { status: 'COLLECTED', pickupAt: at(-24 * 60) }, false],
    ['not decided', { status: 'PENDING', pickupAt: at(10) }, false],
    ['refused', { status: 'REJECTED', pickupAt: at(10) }, false],
    ['disputed, whenever', { status: 'COLLECTED', paymentStatus: 'DISPUTED', pickupAt: at(-9_000) }, true],
    ['its refund failed', { status: 'REJECTED', paymentStatus: 'REFUND_FAILED' }, true],
  ])('%s → %s', (_what, change, isThere) => expect(list(change)).toBe(isThere));
});
