// Reading orders: keyset paging, filters, cursors nobody may forge, and an index behind each list.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseOrderId, parseShopId, parseUserId, type UserId } from '../../../domain/ids.ts';
import type { OrderStatus } from '../../../domain/order-status.ts';
import {
  InvalidCursor,
  type ListRequest,
  type OrderView,
  type ShopListRequest,
} from '../../../domain/ports/orders-view.ts';
import { instant } from '../../../domain/time.ts';
import { acceptance, counterOrder, PLACED_AT } from '../../contracts/order-store.cases.ts';
import { checked, freshOrderId, placedOrder } from '../../support/placed-orders.ts';
import { type OrderDatabase, openOrderDatabase } from './order-database.ts';

let orders: OrderDatabase;
beforeAll(async () => {
  orders = await openOrderDatabase();
});
afterAll(() => orders.close());

const SHOP = checked(parseShopId('maison-dubois'));
const all = (change: Partial<ListRequest> = {}): ListRequest => ({
  statuses: [],
  cursor: null,
  limit: 20,
  ...change,
});

let users = 0;
function freshUser(): UserId {
  users += 1;
  return checked(parseUserId(`user_list_${users}`));
}

/** Orders of one customer, newest last; `minutes` are the times of placement. */
async function placeAt(customerId: UserId, minutes: readonly number[]): Promise<void> {
  for (const minute of minutes) {
    const placed = counterOrder({ customerId, shopId: SHOP });
    await orders.store.place(placed, instant(PLACED_AT + minute * 60_000));
  }
}

async function walk(customerId: UserId, list: ListRequest): Promise<OrderView[][]> {
  const pages: OrderView[][] = [];
  let cursor: string | null = list.cursor;
  do {
    const page = await orders.view.ofCustomer(customerId, { ...list, cursor });
    pages.push([...page.data]);
    cursor = page.nextCursor;
  } while (cursor !== null && pages.length < 50);
  return pages;
}

describe('lists', () => {
  it('pages through equal timestamps → every order once, newest first', async () => {
    const customer = freshUser();
    await placeAt(customer, [3, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2]);
    for (const limit of [1, 2, 3, 4, 11, 12]) {
      const pages = await walk(customer, all({ limit }));
      const flat = pages.flat();
      expect(new Set(flat.map((order) => order.orderId)).size).toBe(11);
      expect(flat).toHaveLength(11);
      const times = flat.map((order) => order.createdAt);
      expect(times).toEqual([...times].sort((a, b) => b - a));
      expect(pages).toHaveLength(Math.ceil(11 / limit));
    }
  });

  it('orders placed while someone pages → neither repeated nor shifted', async () => {
    const customer = freshUser();
    await placeAt(customer, [1, 2, 3, 4]);
    const first = await orders.view.ofCustomer(customer, all({ limit: 2 }));
    await placeAt(customer, [5, 6]);
    const second = await orders.view.ofCustomer(customer, all({ limit: 2, cursor: first.nextCursor }));
    const seen = [...first.data, ...second.data].map((order) => order.createdAt - PLACED_AT);
    expect(seen).toEqual([4, 3, 2, 1].map((minute) => minute * 60_000));
  });

  it('a status filter → only those, across pages', async () => {
    const customer = freshUser();
    await placeAt(customer, [1, 2, 3]);
    const accepted = counterOrder({ customerId: customer, shopId: SHOP });
    await orders.store.place(accepted, PLACED_AT);
    await orders.store.record(acceptance(accepted));
    const count = async (statuses: OrderStatus[]) =>
      (await walk(customer, all({ statuses, limit: 2 }))).flat().length;
    expect(await count(['ACCEPTED'])).toBe(1);
    expect(await count(['PENDING'])).toBe(3);
    expect(await count(['PENDING', 'ACCEPTED'])).toBe(4);
    expect(await count(['COLLECTED'])).toBe(0);
  });

  it('a shop’s list → its orders with their lines, of all customers', async () => {
    const [anna, ben] = [freshUser(), freshUser()];
    await placeAt(anna, [8_999, 9_000]);
    await placeAt(ben, [9_001]);
    const page = await orders.view.ofShop(SHOP, all({ limit: 2 }));
    expect(page.data.map((order) => order.customerId)).toEqual([ben, anna]);
    expect(page.data[0]?.items).toHaveLength(2);
    expect(page.nextCursor).not.toBeNull();
  });

  it('a shop’s list of a time → from it on and before the other, also page by page', async () => {
    const at = (minute: number) => instant(PLACED_AT + minute * 60_000);
    const shopId = checked(parseShopId('demo-express'));
    const placed = [0, 1, 2, 3].map(() => counterOrder({ customerId: freshUser(), shopId }));
    for (const [index, order] of placed.entries()) await orders.store.place(order, at(20_000 + index));
    const ids = placed.map(({ orderId }) => orderId);
    const count = async (change: Partial<ShopListRequest>) =>
      (await orders.view.ofShop(shopId, { ...all(), ...change })).data.length;
    expect(await count({ placedFrom: at(20_001) })).toBe(3);
    expect(await count({ placedFrom: at(20_000), placedBefore: at(20_002) })).toBe(2);
    expect(await count({ placedFrom: at(20_000), statuses: ['ACCEPTED'] })).toBe(0);
    const span = { placedFrom: at(20_001), placedBefore: at(20_003), statuses: ['PENDING'] } as const;
    const first = await orders.view.ofShop(shopId, { ...all({ limit: 1 }), ...span });
    const second = await orders.view.ofShop(shopId, {
      ...all({ limit: 1, cursor: first.nextCursor }),
      ...span,
    });
    expect([...first.data, ...second.data].map(({ orderId }) => orderId)).toEqual([ids[2], ids[1]]);
    expect(second.nextCursor).toBeNull();
  });

  it('an order paid online → in its shop’s list with the payment, not before', async () => {
    const online = placedOrder({ customerId: freshUser(), shopId: SHOP });
    await orders.store.place(online, instant(PLACED_AT + 9_100 * 60_000));
    const newest = async () => (await orders.view.ofShop(SHOP, all({ limit: 1 }))).data[0]?.orderId;
    const own = await orders.view.ofCustomer(online.customerId, all());
    expect(own.data.map((order) => order.orderId)).toEqual([online.orderId]);
    expect(await newest()).not.toBe(online.orderId);
    await orders.sql(
      `UPDATE "Order" SET "paymentStatus" = 'PAID', "paidAt" = "createdAt", "stripePaymentIntentId" = 'pi_list' WHERE "id" = $1`,
      [online.orderId],
    );
    expect(await newest()).toBe(online.orderId);
    await orders.sql('DELETE FROM "OrderEvent" WHERE "orderId" = $1', [online.orderId]);
    await orders.sql('DELETE FROM "OrderItem" WHERE "orderId" = $1', [online.orderId]);
    await orders.sql('DELETE FROM "Order" WHERE "id" = $1', [online.orderId]);
  });

  it('nobody’s list → empty, without a cursor', async () => {
    expect(await orders.view.ofCustomer(freshUser(), all())).toEqual({ data: [], nextCursor: null });
  });

  it.each([
    '',
    'null',
    '%%%',
    'MTIz',
    Buffer.from('1.'.repeat(3000)).toString('base64url'),
    Buffer.from(`99999999999999.${'a'.repeat(10)}`).toString('base64url'),
    Buffer.from("1.abcdefgh' OR 1=1").toString('base64url'),
    Buffer.from('-5.abcdefghij').toString('base64url'),
    Buffer.from('1.abcdefghij\n').toString('base64url'),
  ])('a forged cursor (%#) → InvalidCursor', async (cursor) => {
    await expect(orders.view.ofCustomer(freshUser(), all({ cursor }))).rejects.toBeInstanceOf(InvalidCursor);
  });

  it('a cursor at the far end of time → an empty page or a full one, no error', async () => {
    const customer = freshUser();
    await placeAt(customer, [1]);
    const at = (ms: string) => Buffer.from(`${ms}.abcdefghij`).toString('base64url');
    expect((await orders.view.ofCustomer(customer, all({ cursor: at('9999999999999') }))).data).toHaveLength(
      1,
    );
    expect((await orders.view.ofCustomer(customer, all({ cursor: at('0') }))).data).toHaveLength(0);
  });

  it('a cursor of another customer’s list → still only one’s own orders', async () => {
    const [anna, ben] = [freshUser(), freshUser()];
    await placeAt(anna, [1, 2]);
    await placeAt(ben, [1, 2]);
    const { nextCursor } = await orders.view.ofCustomer(anna, all({ limit: 1 }));
    const page = await orders.view.ofCustomer(ben, all({ cursor: nextCursor }));
    expect(page.data.every((order) => order.customerId === ben)).toBe(true);
  });
});

describe('single orders', () => {
  it('an unknown id, payment or timeline → null or empty', async () => {
    const id = freshOrderId();
    expect(await orders.view.byId(id)).toBeNull();
    expect(await orders.view.byPaymentIntent('pi_unknown')).toBeNull();
    expect(await orders.view.timeline(id)).toEqual([]);
  });

  it('a row the domain does not know → an error, not a guess', async () => {
    const placed = counterOrder();
    await orders.store.place(placed, PLACED_AT);
    await orders.sql('UPDATE "Order" SET "customerId" = $2 WHERE "id" = $1', [
      placed.orderId,
      'user with space',
    ]);
    await expect(orders.view.byId(placed.orderId)).rejects.toThrow('malformed Order.customerId');
  });
});

describe('with some thousands of orders', () => {
  let big: OrderDatabase;
  beforeAll(async () => {
    big = await openOrderDatabase(1);
    await big.sql(
      `INSERT INTO "Order" ("id", "shopId", "customerId", "status", "paymentStatus", "paymentMethod",
         "totalCents", "currency", "pickupCode", "version", "createdAt", "settledVersion", "decidedAt",
         "stripePaymentIntentId", "paidAt")
       SELECT 'bulk' || lpad(n::text, 8, '0'), (ARRAY['boucherie-martin', 'maison-dubois'])[1 + n % 2],
         'user_' || n % 500, (CASE WHEN n % 100 = 0 THEN 'PENDING' ELSE 'REJECTED' END)::"OrderStatus", 'PAID',
         'ONLINE', 1000, 'EUR', 'C' || n, 1, timestamp '2026-01-01' + n * interval '1 minute', 0,
         timestamp '2026-01-01', 'pi_' || n,
         timestamp '2026-01-01'
       FROM generate_series(1, 8000) AS n`,
    );
    await big.sql(
      `INSERT INTO "OrderItem" ("orderId", "line", "productId", "name", "quantity", "unit", "priceCents")
       SELECT "id", 1, 'p', 'Produit', 1, 'piece', 1000 FROM "Order"`,
    );
    await big.sql(
      `INSERT INTO "OrderEvent" SELECT "id", 1, 'PLACED', 'system', "createdAt", '{}', "shopId",
         row_number() OVER (PARTITION BY "shopId" ORDER BY "createdAt") FROM "Order"`,
    );
    await big.sql(`INSERT INTO "OrderPrivate" ("orderId", "keptAt") SELECT "id", "createdAt" FROM "Order"`);
    await big.sql('ANALYZE');
    // The full reads of these very statements would be counted up to a second later, within some test.
    await big.sql('SELECT pg_stat_force_next_flush()');
  });
  afterAll(() => big.close());

  /** Full reads of any table so far, as PostgreSQL counted them. */
  async function tableScans(): Promise<number> {
    await big.database.rows({ text: 'SELECT true AS row FROM pg_stat_force_next_flush()' }, []);
    const [row] = await big.sql(
      `SELECT sum(seq_scan)::int AS scans FROM pg_stat_user_tables
       WHERE relname IN ('Order', 'OrderItem', 'OrderEvent')`,
    );
    return Number(row?.scans);
  }

  const user = checked(parseUserId('user_42'));
  const shop = checked(parseShopId('maison-dubois'));
  const middle = Buffer.from(`${Date.UTC(2026, 0, 3)}.bulk00002880`).toString('base64url');
  const reads: Record<string, () => Promise<unknown>> = {
    'a customer’s list': () => big.view.ofCustomer(user, all()),
    'a customer’s list by status': () => big.view.ofCustomer(user, all({ statuses: ['PENDING'] })),
    'a customer’s later page': () => big.view.ofCustomer(user, all({ cursor: middle })),
    'a shop’s list': () => big.view.ofShop(shop, all()),
    'a shop’s list by status': () => big.view.ofShop(shop, all({ statuses: ['PENDING'] })),
    'a shop’s open orders': () => big.view.ofShop(shop, all({ statuses: ['PENDING', 'ACCEPTED', 'READY'] })),
    'a shop’s later page': () => big.view.ofShop(shop, all({ cursor: middle, limit: 100 })),
    'a shop’s later page by status': () =>
      big.view.ofShop(shop, all({ cursor: middle, statuses: ['PENDING'] })),
    'a shop’s orders of a day': () =>
      big.view.ofShop(shop, {
        ...all(),
        placedFrom: instant(Date.UTC(2026, 0, 2)),
        placedBefore: instant(Date.UTC(2026, 0, 3)),
      }),
    'one order': () => big.view.byId(checked(parseOrderId('bulk00000077'))),
    'one order by its payment': () => big.view.byPaymentIntent('pi_77'),
    'a timeline': () => big.view.timeline(checked(parseOrderId('bulk00000077'))),
    'the checkout’s order': () => big.store.checkoutOrder(checked(parseOrderId('bulk00000077'))),
  };

  it.each(Object.keys(reads))('%s → answered from an index, also once the plan is generic', async (name) => {
    const before = await tableScans();
    for (let time = 0; time < 8; time += 1) await reads[name]?.();
    expect(await tableScans()).toBe(before);
  });

  it('a later page of a shop → reads about as many rows as it shows', async () => {
    const readRows = async () => {
      await big.database.rows({ text: 'SELECT true AS row FROM pg_stat_force_next_flush()' }, []);
      const [row] = await big.sql(
        `SELECT sum(idx_tup_read)::int AS rows FROM pg_stat_user_indexes WHERE relname = 'Order'`,
      );
      return Number(row?.rows);
    };
    const before = await readRows();
    await big.view.ofShop(shop, all({ cursor: middle }));
    expect((await readRows()) - before).toBeLessThan(60);
  });
});
