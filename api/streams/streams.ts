// The open streams of this process: who may have one more, their heartbeat, and their end.
import type { Response } from 'express';
import type { UserId } from '../../domain/ids.ts';
import type { Log } from '../../domain/ports/log.ts';
import type { FeedEntry, FeedNews, FeedTopic, OrderFeed } from '../../domain/ports/order-feed.ts';
import { after, earlier, type Instant, minutes, seconds } from '../../domain/time.ts';
import type { Caller } from '../auth/access.ts';
import { Refusal } from '../problem/refusal.ts';
import { type EventStream, openEventStream } from './event-stream.ts';
import { createFeedHub, type FeedReader } from './feed-hub.ts';

export interface StreamWish {
  readonly caller: Caller;
  readonly topic: FeedTopic;
  /** Of the last entry the caller has. */
  readonly position: number;
  /** One line of JSON; null for what is none of the caller's business. */
  readonly present: (entry: FeedEntry) => string | null;
}

export interface Streams {
  /** One that is opened while the process ends is ended at once. @throws Refusal `TOO_MANY_REQUESTS` */
  open(response: Response, wish: StreamWish): void;
  hear(news: FeedNews | null): void;
  /** Ends all: their clients come back, to another process. */
  close(): void;
}

export interface StreamParts {
  readonly feed: OrderFeed;
  readonly log: Log;
  readonly now: () => Instant;
  /** Of one user in this process. */
  readonly streamsPerUser: number;
}

interface OpenStream {
  readonly userId: UserId;
  readonly stream: EventStream;
  readonly endsAt: Instant;
  stalledBeats: number;
}

/** Milliseconds between heartbeats: less than proxies wait for. */
const BEAT_EVERY = 15_000;
/** Beats in a row for which a client may read nothing. */
const STALLED_BEATS = 2;
/** A stream whose client is gone without a word is noticed by about then. */
const FREED_AFTER = seconds(30);
/** Then the caller has to show again who they are. */
const LONGEST = minutes(15);

export function createStreams({ feed, log, now, streamsPerUser }: StreamParts): Streams {
  const hub = createFeedHub(feed, log);
  const all = new Set<OpenStream>();
  const perUser = new Map<UserId, number>();
  let isClosing = false;
  const count = (userId: UserId, more: number): void => {
    const streams = (perUser.get(userId) ?? 0) + more;
    if (streams === 0) perUser.delete(userId);
    else perUser.set(userId, streams);
  };
  const admit = (userId: UserId): void => {
    if ((perUser.get(userId) ?? 0) >= streamsPerUser) throw tooMany();
  };
  const beat = setInterval(() => {
    for (const open of all) keepAlive(open, now());
  }, BEAT_EVERY).unref();
  return {
    open(response, wish) {
      const { userId, expiresAt } = wish.caller;
      admit(userId);
      const stream = openEventStream(response);
      // Its client comes back, to another process; to a refusal a browser would not.
      if (isClosing) return stream.end();
      const open = { userId, stream, endsAt: earlier(expiresAt, after(now(), LONGEST)), stalledBeats: 0 };
      const reader = readerOf(stream, wish);
      all.add(open);
      count(userId, 1);
      stream.onReady(() => hub.wake(reader));
      stream.onClose(() => {
        all.delete(open);
        count(userId, -1);
        hub.remove(reader);
      });
      stream.send('ready', wish.position, '{}');
      hub.add(reader);
    },
    hear: (news) => hub.hear(news),
    close() {
      isClosing = true;
      clearInterval(beat);
      for (const { stream } of all) stream.end();
    },
  };
}

/** Of one user's streams, whatever they ask for. */
const tooMany = (): Refusal =>
  new Refusal('TOO_MANY_REQUESTS', {
    retryAfter: FREED_AFTER,
    throttled: { limit: 'open_streams', by: 'user' },
  });

function readerOf(stream: EventStream, { topic, position, present }: StreamWish): FeedReader {
  return {
    topic,
    position,
    isReady: () => stream.isReady(),
    take(entry) {
      const data = present(entry);
      if (data !== null) stream.send('timeline', entry.position, data);
    },
  };
}

function keepAlive(open: OpenStream, now: Instant): void {
  const { stream, endsAt } = open;
  open.stalledBeats = stream.isReady() ? 0 : open.stalledBeats + 1;
  if (now >= endsAt || open.stalledBeats > STALLED_BEATS) return stream.end();
  if (stream.isReady()) stream.beat();
}
