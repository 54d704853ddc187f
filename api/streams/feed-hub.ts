// Brings the feed to those who read it live: each reader gets every entry of its topic once, from its position on.
import type { Log } from '../../domain/ports/log.ts';
import type { FeedEntry, FeedNews, FeedTopic, OrderFeed } from '../../domain/ports/order-feed.ts';
import { createDueKeys } from './due-keys.ts';

export interface FeedReader {
  readonly topic: FeedTopic;
  /** Of the last entry it was given. */
  position: number;
  /** False while it has enough to do: the hub keeps nothing for it, and is woken when it can go on. */
  readonly isReady: () => boolean;
  readonly take: (entry: FeedEntry) => void;
}

export interface FeedHub {
  /** Brings it up to date, then keeps it so. */
  add(reader: FeedReader): void;
  remove(reader: FeedReader): void;
  /** @param news of one order, or null: anything may have happened. */
  hear(news: FeedNews | null): void;
  /** The reader is ready again. */
  wake(reader: FeedReader): void;
}

interface Topic {
  readonly topic: FeedTopic;
  readonly readers: Set<FeedReader>;
}

/** Topics read at once: a fraction of the database's pool, also after an outage when all of them are due. */
const LANES = 4;
/** Entries read at once. */
const PAGE = 200;
/** Milliseconds before a topic that could not be read is tried again. */
const RETRY = 2_000;

export function createFeedHub(feed: OrderFeed, log: Log): FeedHub {
  const topics = new Map<string, Topic>();
  const due = createDueKeys(serve, LANES);

  async function serve(key: string): Promise<void> {
    const topic = topics.get(key);
    if (topic === undefined) return;
    try {
      if (await deliverPage(feed, topic)) due.add(key);
    } catch (error) {
      log.warn({ err: error, topic: key }, 'a feed could not be read');
      setTimeout(() => due.add(key), RETRY).unref();
    }
  }

  return {
    add(reader) {
      const key = keyOf(reader.topic);
      const { readers } = topics.get(key) ?? { readers: new Set() };
      topics.set(key, { topic: reader.topic, readers: readers.add(reader) });
      due.add(key);
    },
    remove(reader) {
      const key = keyOf(reader.topic);
      const readers = topics.get(key)?.readers;
      readers?.delete(reader);
      if (readers?.size === 0) topics.delete(key);
    },
    hear(news) {
      for (const key of news === null ? topics.keys() : keysOf(news)) if (topics.has(key)) due.add(key);
    },
    wake: (reader) => due.add(keyOf(reader.topic)),
  };
}

const keyOf = (topic: FeedTopic): string =>
  topic.kind === 'order' ? `order ${topic.orderId}` : `shop ${topic.shopId}`;

const keysOf = ({ orderId, shopId }: FeedNews): string[] => [
  keyOf({ kind: 'order', orderId }),
  keyOf({ kind: 'shop', shopId }),
];

/** One read for all who wait. @returns whether there is more. */
async function deliverPage(feed: OrderFeed, { topic, readers }: Topic): Promise<boolean> {
  const waiting = [...readers].filter((reader) => reader.isReady());
  if (waiting.length === 0) return false;
  const from = waiting.reduce((least, { position }) => Math.min(least, position), Number.POSITIVE_INFINITY);
  const entries = await feed.entriesAfter(topic, from, PAGE);
  for (const reader of waiting) hand(reader, entries);
  return entries.length === PAGE;
}

function hand(reader: FeedReader, entries: readonly FeedEntry[]): void {
  for (const entry of entries) {
    if (entry.position <= reader.position) continue;
    if (!reader.isReady()) return;
    reader.position = entry.position;
    reader.take(entry);
  }
}
