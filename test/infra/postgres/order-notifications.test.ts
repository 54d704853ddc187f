// Each write to an order is announced on the channel `order_events`, when and only when it is committed.
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { OrderId } from '../../../domain/ids.ts';
import { acceptance, counterOrder, PLACED_AT } from '../../contracts/order-store.cases.ts';
import { placedOrder } from '../../support/placed-orders.ts';
import { type OrderDatabase, openOrderDatabase } from './order-database.ts';

let orders: OrderDatabase;
let listener: pg.Client;
let heard: unknown[] = [];

beforeAll(async () => {
  orders = await openOrderDatabase();
  listener = new pg.Client({ connectionString: orders.url });
  await listener.connect();
  listener.on('notification', ({ payload }) => heard.push(JSON.parse(payload ?? 'null')));
  await listener.query('LISTEN order_events');
});
beforeEach(() => {
  heard = [];
});
afterAll(async () => {
  await listener.end();
  await orders.close();
});

const of = (orderId: OrderId) => heard.filter((one) => JSON.stringify(one).includes(orderId));

it('an order placed and moved on → one notification each, in sequence', async () => {
  const placed = counterOrder();
  await orders.store.place(placed, PLACED_AT);
  const { state, entries, ...from } = acceptance(placed);
  const noted = entries.flatMap((entry) => [
    entry,
    { ...entry, sequence: 3, kind: 'MESSAGE_REFUSED' as const },
  ]);
  await orders.store.record({ ...from, state: { ...state, version: 3 }, entries: noted });
  const { orderId, shopId } = placed;
  const start = (await orders.feed.newestPosition(shopId)) - 3;
  await expect.poll(() => of(orderId)).toHaveLength(2);
  expect(of(orderId)).toEqual([1, 3].map((entry) => ({ orderId, shopId, position: start + entry })));
});

it('writes that change nothing or are refused → no notification', async () => {
  const placed = counterOrder();
  await orders.store.place(placed, PLACED_AT);
  await orders.store.place(placed, PLACED_AT);
  await orders.store.record(acceptance(placed));
  await orders.store.record(acceptance(placed));
  const unpaid = placedOrder();
  await orders.store.place(unpaid, PLACED_AT);
  await expect(orders.store.record(acceptance(unpaid))).rejects.toThrow();
  await expect.poll(() => of(unpaid.orderId)).toHaveLength(1);
  await sleep(100);
  expect(of(placed.orderId)).toHaveLength(2);
  expect(of(unpaid.orderId)).toHaveLength(1);
});
