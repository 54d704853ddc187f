// The hub: each reader each entry once, one read for all who wait, nothing kept for those who are slow.
import { expect, it, vi } from 'vitest';
import { createFeedHub, type FeedReader } from '../../api/streams/feed-hub.ts';
import { SYSTEM } from '../../domain/actor.ts';
import type { FeedEntry, OrderFeed } from '../../domain/ports/order-feed.ts';
import { instant } from '../../domain/time.ts';
import { freshOrderId } from '../support/placed-orders.ts';
import { MARTIN } from './memory-shops.ts';

const LOG = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
const TOPIC = { kind: 'shop', shopId: MARTIN } as const;
const orderId = freshOrderId();
const NEWS = { orderId, shopId: MARTIN };

const entry = (position: number): FeedEntry => ({
  orderId,
  position,
  sequence: position,
  kind: 'MESSAGE_REFUSED',
  actor: SYSTEM,
  at: instant(0),
  data: {},
});

interface MemoryFeed extends OrderFeed {
  readonly entries: FeedEntry[];
  reads: number;
  /** Reads that fail from now on. */
  failures: number;
}

function memoryFeed(): MemoryFeed {
  const feed: MemoryFeed = {
    entries: [],
    reads: 0,
    failures: 0,
    newestPosition: async () => feed.entries.length,
    async entriesAfter(_topic, position, limit) {
      feed.reads += 1;
      if (feed.failures > 0) {
        feed.failures -= 1;
        throw new Error('database away');
      }
      return feed.entries.filter((one) => one.position > position).slice(0, limit);
    },
  };
  return feed;
}

interface TestReader extends FeedReader {
  readonly taken: number[];
  room: number;
}

function readerAt(position: number, room = Number.POSITIVE_INFINITY): TestReader {
  const reader: TestReader = {
    topic: TOPIC,
    position,
    taken: [],
    room,
    isReady: () => reader.taken.length < reader.room,
    take: (one) => void reader.taken.push(one.position),
  };
  return reader;
}

const upTo = (last: number, first = 1) => Array.from({ length: last - first + 1 }, (_, at) => first + at);
const append = (feed: MemoryFeed, count: number): void => {
  for (let more = 0; more < count; more += 1) feed.entries.push(entry(feed.entries.length + 1));
};

it('readers at different positions → each what it lacks, then what is new, over several pages', async () => {
  const feed = memoryFeed();
  append(feed, 450);
  const hub = createFeedHub(feed, LOG);
  const [early, late] = [readerAt(0), readerAt(440)];
  hub.add(early);
  hub.add(late);
  await expect.poll(() => early.taken).toEqual(upTo(450));
  await expect.poll(() => late.taken).toEqual(upTo(450, 441));
  append(feed, 1);
  hub.hear(NEWS);
  await expect.poll(() => [early, late].map(({ taken }) => taken.at(-1))).toEqual([451, 451]);
});

it('a thousand readers of one topic → one read for all', async () => {
  const feed = memoryFeed();
  const hub = createFeedHub(feed, LOG);
  const readers = Array.from({ length: 1_000 }, () => readerAt(0));
  for (const reader of readers) hub.add(reader);
  await expect.poll(() => feed.reads).toBeGreaterThan(0);
  const before = feed.reads;
  append(feed, 1);
  hub.hear(NEWS);
  await expect.poll(() => readers.every(({ taken }) => taken.length === 1)).toBe(true);
  expect(feed.reads - before).toBeLessThanOrEqual(2);
});

it('a reader that is full → left alone until it is woken, and then goes on where it stopped', async () => {
  const feed = memoryFeed();
  append(feed, 300);
  const hub = createFeedHub(feed, LOG);
  const slow = readerAt(0, 5);
  hub.add(slow);
  await expect.poll(() => slow.taken).toEqual(upTo(5));
  const before = feed.reads;
  for (let news = 0; news < 50; news += 1) hub.hear(NEWS);
  await new Promise(setImmediate);
  expect([slow.taken.length, feed.reads]).toEqual([5, before]);
  slow.room = Number.POSITIVE_INFINITY;
  hub.wake(slow);
  await expect.poll(() => slow.taken).toEqual(upTo(300));
});

it('a read that fails → tried again by itself', { timeout: 20_000 }, async () => {
  const feed = memoryFeed();
  append(feed, 3);
  feed.failures = 1;
  const hub = createFeedHub(feed, LOG);
  const reader = readerAt(0);
  hub.add(reader);
  await vi.waitFor(() => expect(reader.taken).toEqual(upTo(3)), 10_000);
});

it('the line was down → whatever happened meanwhile is told', async () => {
  const feed = memoryFeed();
  const hub = createFeedHub(feed, LOG);
  const reader = readerAt(0);
  hub.add(reader);
  append(feed, 2);
  hub.hear(null);
  await expect.poll(() => reader.taken).toEqual([1, 2]);
});

it('a reader that left, news of topics nobody reads → nothing is read', async () => {
  const feed = memoryFeed();
  const hub = createFeedHub(feed, LOG);
  const reader = readerAt(0);
  hub.add(reader);
  await expect.poll(() => feed.reads).toBe(1);
  hub.remove(reader);
  append(feed, 1);
  hub.hear(NEWS);
  hub.hear(null);
  await new Promise(setImmediate);
  expect([reader.taken.length, feed.reads]).toEqual([0, 1]);
});
