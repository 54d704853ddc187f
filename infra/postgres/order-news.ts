// Hears of every write to an order, in any process, on a connection of its own: PostgreSQL's LISTEN.
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { z } from 'zod';
import { parseOrderId, parseShopId } from '../../domain/ids.ts';
import type { Log } from '../../domain/ports/log.ts';
import type { FeedNews } from '../../domain/ports/order-feed.ts';
import { parsed } from './row-columns.ts';

export interface OrderNewsOptions {
  readonly url: string;
  readonly log: Log;
  /** Null whenever the line is open, for the first time or again: anything may have happened before. */
  readonly hear: (news: FeedNews | null) => void;
  /** An advisory lock: the line opens only while nobody else has it, and has it until it breaks. */
  readonly lock?: number;
}

/** Of the triggers on `OrderEvent`. */
const CHANNEL = 'order_events';
/** Milliseconds. */
const CONNECT_TIMEOUT = 3_000;
/** Milliseconds between signs of life: a machine that vanished closes no connection. */
const CHECK_EVERY = 15_000;
const CHECK_TIMEOUT = 5_000;
/** Milliseconds before the lock is asked for again. */
const LOCK_EVERY = 1_000;
/**
 * The server ends a session that gives no sign of life for so long, and its lock with it: a machine that vanished, or a
 * process that was stopped, must not keep the others out.
 */
const DEAD_AFTER = '45s';
/** Milliseconds before another attempt to connect. */
const PAUSE = 1_000;

const newsOf = z.object({ orderId: parsed(parseOrderId), shopId: parsed(parseShopId) });

/** Needs a session of its own: behind a pooler that lends connections by the transaction nothing is heard. */
export function hearOrderNews(options: OrderNewsOptions): { close(): Promise<void> } {
  const ending = new AbortController();
  const ended = listenOn(options, ending.signal);
  return {
    close: async () => {
      ending.abort();
      await ended;
    },
  };
}

async function listenOn(options: OrderNewsOptions, ending: AbortSignal): Promise<void> {
  while (!ending.aborted) {
    try {
      await listenOnce(options, ending);
    } catch (error) {
      options.log.warn({ err: error }, 'the line for news of orders is down');
    }
    await sleep(PAUSE, undefined, { signal: ending }).catch(() => undefined);
  }
}

/** Until the line breaks, or is no longer wanted. */
async function listenOnce(options: OrderNewsOptions, ending: AbortSignal): Promise<void> {
  const { url, log, hear, lock } = options;
  const client = new pg.Client({
    connectionString: url,
    keepAlive: true,
    connectionTimeoutMillis: CONNECT_TIMEOUT,
    query_timeout: CHECK_TIMEOUT,
  });
  const broken = new AbortController();
  client.on('error', (error) => broken.abort(error));
  client.on('end', () => broken.abort());
  client.on('notification', ({ payload }) => hear(readNews(payload, log)));
  const over = AbortSignal.any([ending, broken.signal]);
  try {
    await client.connect();
    if (lock !== undefined) await takeLock(client, lock, over);
    if (over.aborted) return;
    await client.query(`LISTEN ${CHANNEL}`);
    hear(null);
    while (!over.aborted) {
      await sleep(CHECK_EVERY, undefined, { signal: over }).catch(() => undefined);
      if (!over.aborted) await client.query('SELECT 1');
    }
  } finally {
    await client.end().catch(() => undefined);
  }
  if (!ending.aborted) throw new Error('the connection ended', { cause: broken.signal.reason });
}

/** Waits for as long as somebody else has it. */
async function takeLock(client: pg.Client, lock: number, over: AbortSignal): Promise<void> {
  await client.query(`SET idle_session_timeout = '${DEAD_AFTER}'`);
  while (!over.aborted) {
    const { rows } = await client.query<{ taken: boolean }>('SELECT pg_try_advisory_lock($1) AS taken', [
      lock,
    ]);
    if (rows[0]?.taken === true) return;
    await sleep(LOCK_EVERY, undefined, { signal: over }).catch(() => undefined);
  }
}

/** Null for one that cannot be read: something happened, whatever it was. */
function readNews(payload: string | undefined, log: Log): FeedNews | null {
  try {
    return newsOf.parse(JSON.parse(payload ?? ''));
  } catch (error) {
    log.error({ err: error }, `a notification on ${CHANNEL} cannot be read`);
    return null;
  }
}
