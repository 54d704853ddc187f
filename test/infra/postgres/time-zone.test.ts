// Times are UTC whatever time zone the server gives its sessions.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDatabase } from '../../../infra/postgres/database.ts';
import { openOrderStore } from '../../../infra/postgres/postgres-order-store.ts';
import { openOrdersView } from '../../../infra/postgres/postgres-orders-view.ts';
import { openPrivateDetails } from '../../../infra/postgres/postgres-private-details.ts';
import { counterOrder, PLACED_AT } from '../../contracts/order-store.cases.ts';
import { type OrderDatabase, openOrderDatabase } from './order-database.ts';

let orders: OrderDatabase;
beforeAll(async () => {
  orders = await openOrderDatabase();
});
afterAll(() => orders.close());

it('a server far east → the same instants, to the millisecond', async () => {
  const name = new URL(orders.url).pathname.slice(1);
  await orders.sql(`ALTER DATABASE "${name}" SET timezone TO 'Pacific/Kiritimati'`);
  const database = openDatabase({ url: orders.url, poolSize: 1 });
  const placed = counterOrder({ pickupAt: PLACED_AT });
  await openPrivateDetails(database).keep(
    placed.orderId,
    { note: null, name: null, phone: null, email: null },
    'f',
  );
  await openOrderStore(database).place(placed, PLACED_AT);
  for (const view of [openOrdersView(database), orders.view]) {
    const order = await view.byId(placed.orderId);
    expect([order?.createdAt, order?.pickupAt]).toEqual([PLACED_AT, PLACED_AT]);
    expect((await view.timeline(placed.orderId))[0]?.at).toBe(PLACED_AT);
  }
  const [row] = await orders.sql(
    `SELECT abs(extract(epoch FROM (now() AT TIME ZONE 'utc') - "keptAt"))::int AS seconds
     FROM "OrderPrivate" WHERE "orderId" = $1`,
    [placed.orderId],
  );
  expect(row?.seconds).toBeLessThan(60);
  await database.close();
});
