// Open orders counted by PostgreSQL: those that count, no further than the cap, by index.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parseShopId, parseUserId } from '../../../domain/ids.ts';
import { COUNT_OPEN_ORDERS, openOpenOrders } from '../../../infra/postgres/postgres-open-orders.ts';
import { counterOrder, PLACED_AT } from '../../contracts/order-store.cases.ts';
import { checked, placedOrder } from '../../support/placed-orders.ts';
import { type OrderDatabase, openOrderDatabase } from './order-database.ts';

const CAPS = { unpaidPerCustomer: 10, openPerShop: 10 };
const MARIE = checked(parseUserId('user_marie'));
const PAUL = checked(parseUserId('user_paul'));
const MARTIN = checked(parseShopId('boucherie-martin'));
const DUBOIS = checked(parseShopId('maison-dubois'));

let orders: OrderDatabase;
beforeAll(async () => {
  orders = await openOrderDatabase();
});
afterAll(() => orders.close());

const count = (of: { customerId: typeof MARIE; shopId: typeof MARTIN }, caps = CAPS) =>
  openOpenOrders(orders.database).count(of, caps);

async function place(columns: Record<string, string> = {}, placed = counterOrder()): Promise<void> {
  await orders.store.place(placed, PLACED_AT);
  const set = Object.entries(columns).map(([name, value]) => `"${name}" = ${value}`);
  if (set.length === 0) return;
  await orders.sql(`UPDATE "Order" SET ${set.join(', ')} WHERE "id" = $1`, [placed.orderId]);
}

it('what is open and not paid for counts; what is paid or over does not; no further than the caps', async () => {
  const paid = { paymentStatus: `'PAID'`, paidAt: `'2026-11-24'`, stripePaymentIntentId: `'pi_1'` };
  const ofMarie = { customerId: MARIE };
  await place({}, counterOrder(ofMarie));
  await place({ status: `'READY'` }, counterOrder(ofMarie));
  await place({ status: `'CANCELLED'` }, counterOrder(ofMarie));
  await place({ checkoutExpiresAt: `'2026-11-24T10:40:00'` }, placedOrder(ofMarie));
  await place({ checkoutExpiresAt: `'2026-11-24T10:20:00'` }, placedOrder(ofMarie));
  await place({ paymentStatus: `'PROCESSING'` }, placedOrder({ ...ofMarie, shopId: DUBOIS }));
  await place(paid, placedOrder(ofMarie));
  await place({ status: `'EXPIRED'`, paymentStatus: `'ABANDONED'` }, placedOrder(ofMarie));
  await place({}, counterOrder({ customerId: PAUL }));

  const first = new Date('2026-11-24T10:20:00Z').getTime();
  expect(await count({ customerId: MARIE, shopId: MARTIN })).toEqual({
    unpaid: 5,
    unpaidUntil: first,
    open: 6,
  });
  expect(await count({ customerId: PAUL, shopId: DUBOIS })).toEqual({
    unpaid: 1,
    unpaidUntil: null,
    open: 1,
  });
  expect(
    await count({ customerId: MARIE, shopId: MARTIN }, { unpaidPerCustomer: 2, openPerShop: 3 }),
  ).toMatchObject({
    unpaid: 2,
    open: 3,
  });
});

it('→ by two partial indexes, whatever there ever was', async () => {
  await orders.sql('SET enable_seqscan = off');
  const plan = JSON.stringify(
    await orders.sql(`EXPLAIN ${COUNT_OPEN_ORDERS.text}`, [
      MARIE,
      MARTIN,
      CAPS.unpaidPerCustomer,
      CAPS.openPerShop,
    ]),
  );
  expect(plan).toContain('Order_unpaid_idx');
  expect(plan).toContain('Order_open_pickupCode_key');
  expect(plan).not.toMatch(/Seq Scan/);
});
