// The feed of a shop: numbered without gaps in the sequence of writing, however many write at once.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { FeedEntry } from '../../../domain/ports/order-feed.ts';
import { instant } from '../../../domain/time.ts';
import { acceptance, counterOrder, PLACED_AT, readied, refusal } from '../../contracts/order-store.cases.ts';
import { type OrderDatabase, openOrderDatabase } from './order-database.ts';

let orders: OrderDatabase;
beforeAll(async () => {
  orders = await openOrderDatabase();
});
afterAll(() => orders.close());

async function placed() {
  const order = counterOrder();
  await orders.store.place(order, PLACED_AT);
  return order;
}

it('read while many write → every position once, in sequence, none skipped', async () => {
  const { shopId } = await placed();
  const start = await orders.feed.newestPosition(shopId);
  let isWriting = true;
  const writers = Promise.all(
    Array.from({ length: 8 }, async () => {
      for (let count = 0; count < 15; count += 1) {
        const order = await placed();
        await orders.store.record(readied(order, PLACED_AT));
      }
    }),
  ).finally(() => {
    isWriting = false;
  });
  const read: FeedEntry[] = [];
  const topic = { kind: 'shop', shopId } as const;
  for (let page: readonly FeedEntry[] = []; isWriting || page.length > 0; read.push(...page))
    page = await orders.feed.entriesAfter(topic, read.at(-1)?.position ?? start, 7);
  await writers;
  expect(read.map(({ position }) => position)).toEqual(
    Array.from({ length: 8 * 15 * 3 }, (_, index) => start + index + 1),
  );
});

it('an order’s entries → in its sequence, with their positions in the shop’s feed', async () => {
  const order = await placed();
  const { shopId, orderId } = order;
  const start = await orders.feed.newestPosition(shopId);
  await placed();
  await orders.store.record(readied(order, PLACED_AT));
  const entries = await orders.feed.entriesAfter({ kind: 'order', orderId }, start, 10);
  expect(entries.map(({ sequence, kind, position }) => [sequence, kind, position - start])).toEqual([
    [2, 'ACCEPTED', 2],
    [3, 'READY', 3],
  ]);
});

it('a change written again, or refused → takes no position', async () => {
  const order = await placed();
  await orders.store.record(acceptance(order));
  const before = await orders.feed.newestPosition(order.shopId);
  await orders.store.place(order, PLACED_AT);
  await orders.store.record(acceptance(order));
  expect(await orders.feed.newestPosition(order.shopId)).toBe(before);
});

it('decided anew → the entry that stands has a position behind all others, those it undid are gone', async () => {
  const order = await placed();
  const { shopId, orderId } = order;
  await orders.store.record(readied(order, PLACED_AT));
  const before = await orders.feed.newestPosition(shopId);
  await orders.store.record(refusal(order, instant(PLACED_AT + 10_000)));
  const entries = await orders.feed.entriesAfter({ kind: 'order', orderId }, before, 10);
  expect(entries.map(({ sequence, kind }) => [sequence, kind])).toEqual([[2, 'REJECTED']]);
  const all = await orders.feed.entriesAfter({ kind: 'order', orderId }, 0, 10);
  expect(all.map(({ kind }) => kind)).toEqual(['PLACED', 'REJECTED']);
});
