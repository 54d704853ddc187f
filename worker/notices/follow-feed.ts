// Goes through the feed of each shop from its mark on, and starts a notice for every fact that is told.

import type { ShopId } from '../../domain/ids.ts';
import type { NoticeRequest } from '../../domain/notices/notice.ts';
import { channelsOf } from '../../domain/notices/notice-table.ts';
import type { Log } from '../../domain/ports/log.ts';
import type { NoticeMarks, NoticeReach, NoticeStarter } from '../../domain/ports/notice-follower.ts';
import type { FeedEntry, FeedNews, OrderFeed } from '../../domain/ports/order-feed.ts';
import { after, days, type Instant } from '../../domain/time.ts';

export interface FollowerPorts {
  readonly feed: Pick<OrderFeed, 'entriesAfter'>;
  readonly marks: NoticeMarks;
  readonly reach: NoticeReach;
  readonly starter: NoticeStarter;
  readonly now: () => Instant;
  readonly log: Log;
}

export interface Follower {
  /** @param news of one order, or null: anything may have happened. */
  hear(news: FeedNews | null): void;
  /** Ends after the page it is at. */
  close(): Promise<void>;
}

/** Entries read at once, and notices started at once at most. */
const PAGE = 50;
/** Milliseconds before a shop whose feed could not be gone through is tried again. */
const RETRY = 2_000;
/** What is older when it is first seen is no news any more: notices were switched off, or nobody followed. */
const OLDEST = days(1);

/**
 * Two at a time do no harm, only double work: a fact is started once, a mark never goes back. A notice is started
 * before the mark is moved, so that whoever goes on from the mark misses none.
 */
export function followFeed(ports: FollowerPorts): Follower {
  const todo: Todo = { due: new Set(), isAllDue: false, isClosed: false };
  let working: Promise<void> | null = null;
  const wake = (note: () => void): void => {
    if (todo.isClosed) return;
    note();
    working ??= workOff(ports, todo, wake).finally(() => {
      working = null;
    });
  };
  return {
    hear: (news) => wake(() => (news === null ? allDue(todo) : todo.due.add(news.shopId))),
    close: async () => {
      todo.isClosed = true;
      await working;
    },
  };
}

interface Todo {
  readonly due: Set<ShopId>;
  /** Every shop whose feed has come further than its mark. */
  isAllDue: boolean;
  isClosed: boolean;
}

function allDue(todo: Todo): void {
  todo.isAllDue = true;
}

async function workOff(ports: FollowerPorts, todo: Todo, wake: (note: () => void) => void): Promise<void> {
  /** A shop whose feed makes trouble must not keep the others waiting. */
  const attempt = async (work: () => Promise<void>, again: () => void): Promise<void> => {
    try {
      await work();
    } catch (error) {
      ports.log.warn({ err: error }, 'a feed could not be gone through for notices');
      setTimeout(() => wake(again), RETRY).unref();
    }
  };
  while (!todo.isClosed && (todo.isAllDue || todo.due.size > 0)) {
    if (todo.isAllDue)
      await attempt(
        () => findDue(ports, todo),
        () => allDue(todo),
      );
    const [shopId] = todo.due;
    if (shopId !== undefined)
      await attempt(
        () => serve(ports, todo, shopId),
        () => todo.due.add(shopId),
      );
  }
}

async function findDue({ marks }: FollowerPorts, todo: Todo): Promise<void> {
  todo.isAllDue = false;
  for (const shopId of await marks.behind()) todo.due.add(shopId);
}

async function serve(ports: FollowerPorts, { due }: Todo, shopId: ShopId): Promise<void> {
  due.delete(shopId);
  if (await goThroughPage(ports, shopId)) due.add(shopId);
}

/** @returns whether there may be more. */
async function goThroughPage({ feed, marks, ...ports }: FollowerPorts, shopId: ShopId): Promise<boolean> {
  const mark = await marks.markOf(shopId);
  const entries = await feed.entriesAfter({ kind: 'shop', shopId }, mark, PAGE);
  const last = entries.at(-1);
  if (last === undefined) return false;
  const notices = await noticesOf(ports, shopId, entries);
  await Promise.all(notices.map((notice) => ports.starter.start(notice)));
  await marks.advance(shopId, last.position);
  return entries.length === PAGE;
}

async function noticesOf(
  { reach, now }: Pick<FollowerPorts, 'reach' | 'now'>,
  shopId: ShopId,
  entries: readonly FeedEntry[],
): Promise<readonly NoticeRequest[]> {
  const isRecent = ({ at }: FeedEntry): boolean => after(at, OLDEST) > now();
  const told = entries.filter((entry) => isRecent(entry) && channelsOf(entry.kind, entry.actor).length > 0);
  if (told.length === 0) return [];
  const reached = await reach.reachOf(told.map(({ orderId }) => orderId));
  return told
    .map(({ orderId, sequence, kind, actor }): NoticeRequest => {
      const open = reached.get(orderId) ?? [];
      const channels = channelsOf(kind, actor).filter((channel) => open.includes(channel));
      return { orderId, shopId, sequence, kind, channels };
    })
    .filter(({ channels }) => channels.length > 0);
}
