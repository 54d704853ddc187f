// Stripe events already forwarded: remembered once, whatever order they come in.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { OrderId } from '../../../domain/ids.ts';
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

const isForwarded = (eventId: string, effect = `effect of ${eventId}`) =>
  log.isForwarded({ eventId, effect });
const mark = (eventId: string, change: { effect?: string; type?: string; orderId?: OrderId | null } = {}) =>
  log.markForwarded({
    eventId,
    effect: `effect of ${eventId}`,
    type: 'refund.updated',
    orderId: null,
    ...change,
  });

it('an event never seen → not forwarded', async () => {
  expect(await isForwarded('evt_new')).toBe(false);
});

it('an event marked, also without an order → forwarded', async () => {
  await mark('evt_1', { orderId: freshOrderId() });
  await mark('evt_2', { type: 'charge.dispute.created' });
  expect(await isForwarded('evt_1')).toBe(true);
  expect(await isForwarded('evt_2')).toBe(true);
});

it('another event that says the same → forwarded; one that says something else → not', async () => {
  await mark('evt_first', { effect: 're_1 succeeded' });
  expect(await isForwarded('evt_second', 're_1 succeeded')).toBe(true);
  expect(await isForwarded('evt_third', 're_1 failed')).toBe(false);
});

it('an event noted before effects were → known by its id, and like no other', async () => {
  await orders.sql(
    `INSERT INTO "StripeEvent" ("id", "type", "forwardedAt") VALUES ('evt_old', 'refund.updated', now())`,
  );
  expect(await isForwarded('evt_old')).toBe(true);
  expect(await isForwarded('evt_newer')).toBe(false);
});

it('an event marked ten times at once → one row', async () => {
  await Promise.all(Array.from({ length: 10 }, () => mark('evt_many')));
  const rows = await orders.sql(`SELECT "type" FROM "StripeEvent" WHERE "id" = 'evt_many'`);
  expect(rows).toEqual([{ type: 'refund.updated' }]);
});
