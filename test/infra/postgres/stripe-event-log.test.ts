// Stripe events already forwarded: remembered once, whatever order they come in.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openStripeEventLog } from '../../../infra/postgres/postgres-stripe-event-log.ts';
import { freshOrderId } from '../../support/placed-orders.ts';
import { type OrderDatabase, openOrderDatabase } from './order-database.ts';

let orders: OrderDatabase;
let log: ReturnType<typeof openStripeEventLog>;
beforeAll(async () => {
  orders = await openOrderDatabase();
  log = openStripeEventLog(orders.database);
});
afterAll(() => orders.close());

it('an event never seen → not forwarded', async () => {
  expect(await log.isForwarded('evt_new')).toBe(false);
});

it('an event marked, also without an order → forwarded', async () => {
  await log.markForwarded({ eventId: 'evt_1', type: 'charge.refunded', orderId: freshOrderId() });
  await log.markForwarded({ eventId: 'evt_2', type: 'charge.dispute.created', orderId: null });
  expect(await log.isForwarded('evt_1')).toBe(true);
  expect(await log.isForwarded('evt_2')).toBe(true);
});

it('an event marked ten times at once → one row', async () => {
  const event = { eventId: 'evt_many', type: 'refund.updated', orderId: null };
  await Promise.all(Array.from({ length: 10 }, () => log.markForwarded(event)));
  const rows = await orders.sql(`SELECT "type" FROM "StripeEvent" WHERE "id" = 'evt_many'`);
  expect(rows).toEqual([{ type: 'refund.updated' }]);
});
