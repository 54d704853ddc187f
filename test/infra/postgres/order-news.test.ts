// News of orders: heard while the line is open, and the gap told when it was not.
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import type { FeedNews } from '../../../domain/ports/order-feed.ts';
import { hearOrderNews } from '../../../infra/postgres/order-news.ts';
import { counterOrder, PLACED_AT } from '../../contracts/order-store.cases.ts';
import { type OrderDatabase, openOrderDatabase } from './order-database.ts';
import { openLine, type SeveredLine } from './severed-line.ts';

let orders: OrderDatabase;
let line: SeveredLine;
let news: ReturnType<typeof hearOrderNews>;
let heard: (FeedNews | null)[];

beforeAll(async () => {
  orders = await openOrderDatabase();
});
afterAll(() => orders.close());
beforeEach(async () => {
  line = await openLine(orders.url);
  heard = [];
  const log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
  news = hearOrderNews({ url: line.url, log, hear: (one) => heard.push(one) });
  await vi.waitFor(() => expect(heard).toEqual([null]), 5_000);
});
afterEach(async () => {
  await news.close();
  await line.cut();
});

async function place() {
  const order = counterOrder();
  await orders.store.place(order, PLACED_AT);
  return order.orderId;
}

it('an order written by anybody → heard', async () => {
  const orderId = await place();
  await expect.poll(() => heard.at(-1)?.orderId).toBe(orderId);
});

it('the line cut and mended → told that anything may have happened, then heard again', async () => {
  await line.cut();
  await place();
  await line.mend();
  await vi.waitFor(() => expect(heard).toEqual([null, null]), 10_000);
  const orderId = await place();
  await expect.poll(() => heard.at(-1)?.orderId).toBe(orderId);
});

it('a line that carries nothing any more → noticed, and replaced', { timeout: 60_000 }, async () => {
  line.freeze();
  await vi.waitFor(() => expect(heard).toEqual([null, null]), 40_000);
  const orderId = await place();
  await expect.poll(() => heard.at(-1)?.orderId).toBe(orderId);
});

it('closed → nothing is heard any more', async () => {
  await news.close();
  await place();
  expect(heard).toEqual([null]);
});
