// Orders as reconciliation reads them: every one once, and an index behind each statement.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EntriesPage } from '../../../domain/ports/order-books.ts';
import { instant } from '../../../domain/time.ts';
import {
  CHANGED_ENTRIES,
  ENTRIES_BY_IDS,
  ENTRIES_BY_PAYMENTS,
  UNFINISHED_ENTRIES,
} from '../../../infra/postgres/order-books-sql.ts';
import { openOrderBooks } from '../../../infra/postgres/postgres-order-books.ts';
import { counterOrder, PLACED_AT } from '../../contracts/order-store.cases.ts';
import { type OrderDatabase, openOrderDatabase } from './order-database.ts';

const OPEN = 250;
let orders: OrderDatabase;
beforeAll(async () => {
  orders = await openOrderDatabase();
  for (let minute = 0; minute < OPEN; minute += 1)
    await orders.store.place(counterOrder({}), instant(PLACED_AT + Math.floor(minute / 3) * 60_000));
  // Many more that are over, long ago.
  await orders.sql(
    `INSERT INTO "Order" SELECT copy.* FROM (SELECT one FROM "Order" AS one LIMIT 1) AS kept(one), generate_series(1, 20000) AS number,
     LATERAL jsonb_populate_record(kept.one, jsonb_build_object('id', 'old' || lpad(number::text, 8, '0'),
       'status', 'COLLECTED', 'paymentStatus', 'PAID', 'paidAt', '2026-01-01T00:00:00',
       'decidedAt', '2026-01-01T00:00:00')) AS copy`,
  );
  await orders.sql('ANALYZE "Order"');
}, 60_000);
afterAll(() => orders?.close());

async function walk(read: (cursor: string | null) => Promise<EntriesPage>): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | null = null;
  do {
    const page: EntriesPage = await read(cursor);
    expect(page.entries.length).toBeLessThanOrEqual(100);
    ids.push(...page.entries.map(({ orderId }) => orderId));
    cursor = page.nextCursor;
  } while (cursor !== null);
  return ids;
}

describe('paging', () => {
  it('through what is open → every such order once, and no other', async () => {
    const ids = await walk((cursor) => openOrderBooks(orders.database).unfinished(cursor));
    expect(ids).toHaveLength(OPEN);
    expect(new Set(ids).size).toBe(OPEN);
  });

  it('through what has changed, also where many changed at the same moment → every such order once', async () => {
    const books = openOrderBooks(orders.database);
    const ids = await walk((cursor) => books.changedSince(PLACED_AT, cursor));
    expect(ids).toHaveLength(OPEN);
    expect(new Set(ids).size).toBe(OPEN);
    const later = instant(PLACED_AT + 60 * 60_000);
    expect(await walk((cursor) => books.changedSince(later, cursor))).toHaveLength(OPEN - 180);
  });

  it('by ids and by payments → those that are there', async () => {
    const books = openOrderBooks(orders.database);
    const { entries } = await books.unfinished(null);
    const ids = entries.slice(0, 3).map(({ orderId }) => orderId);
    expect((await books.byIds(ids)).map(({ orderId }) => orderId).toSorted()).toEqual(ids.toSorted());
    expect(await books.byPayments(['pi_nowhere'])).toEqual([]);
  });
});

describe('the plan of', () => {
  it.each([
    ['what is open', UNFINISHED_ENTRIES, ['', 100], 'Order_unfinished_idx'],
    ['what has changed', CHANGED_ENTRIES, ['2026-06-01T00:00:00Z', '', 100], 'Order_decidedAt_id_idx'],
    ['ids', ENTRIES_BY_IDS, [['a', 'b']], 'Order_pkey'],
    ['payments', ENTRIES_BY_PAYMENTS, [['pi_1']], 'Order_stripePaymentIntentId_key'],
  ])('%s → its index', async (...[, { text }, values, index]) => {
    const plan = await orders.sql(`EXPLAIN (COSTS OFF) ${text}`, values);
    expect(JSON.stringify(plan)).toContain(index);
  });
});
