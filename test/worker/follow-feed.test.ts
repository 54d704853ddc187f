// Following the feed on real PostgreSQL and a real Temporal server: no fact twice, none lost, whoever leads.
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from '@temporalio/client';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { noticeWorkflowId } from '../../domain/identity.ts';
import type { NoticeStarter } from '../../domain/ports/notice-follower.ts';
import { days, instant } from '../../domain/time.ts';
import { hearOrderNews } from '../../infra/postgres/order-news.ts';
import { openNoticeMarks } from '../../infra/postgres/postgres-notice-marks.ts';
import { openNoticeReach } from '../../infra/postgres/postgres-notice-reach.ts';
import { openNoticeStarter } from '../../infra/temporal/temporal-notice-starter.ts';
import { type Follower, type FollowerPorts, followFeed } from '../../worker/notices/follow-feed.ts';
import { acceptance, counterOrder, PLACED_AT, readied, refusal } from '../contracts/order-store.cases.ts';
import { type OrderDatabase, openOrderDatabase } from '../infra/postgres/order-database.ts';
import { openLine, type SeveredLine } from '../infra/postgres/severed-line.ts';
import { openDevServer } from '../support/temporal.ts';

const LOG = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
const LOCK = 4711;

let env: TestWorkflowEnvironment;
let orders: OrderDatabase;
let ending: (() => Promise<unknown>)[];
beforeAll(async () => {
  env = await openDevServer();
});
afterAll(() => env?.teardown());
beforeEach(async () => {
  orders = await openOrderDatabase();
  ending = [];
});
afterEach(async () => {
  for (const end of ending.toReversed()) await end();
  await orders.close();
});

/** Starts that were asked for, in sequence; those that came through stand in Temporal. */
let asked: string[] = [];
beforeEach(() => {
  asked = [];
});

/** Whose starts stand in Temporal, on a queue that nobody serves. */
function starter(before: () => Promise<void> = async () => {}): NoticeStarter {
  const inner = openNoticeStarter(new Client({ connection: env.connection }), 'nobody-serves-this');
  return {
    start: async (notice) => {
      asked.push(noticeWorkflowId(notice));
      await before();
      await inner.start(notice);
    },
  };
}

const portsOf = (change: Partial<FollowerPorts> = {}): FollowerPorts => ({
  feed: orders.feed,
  marks: openNoticeMarks(orders.database),
  reach: openNoticeReach(orders.database, ['SHOP_EMAIL', 'CUSTOMER_EMAIL', 'SHOP_WEBHOOK']),
  starter: starter(),
  now: () => instant(PLACED_AT + 60_000),
  log: LOG,
  ...change,
});

function follow(change: Partial<FollowerPorts> = {}): Follower {
  const follower = followFeed(portsOf(change));
  ending.push(() => follower.close());
  return follower;
}

/** A process that leads while it has the lock. */
function lead(follower: Follower, url = orders.url): { close(): Promise<void> } {
  const news = hearOrderNews({ url, log: LOG, hear: (one) => follower.hear(one), lock: LOCK });
  ending.push(() => news.close());
  return news;
}

/** Counts only what it hears. */
const counting = (heard: number[], index: number): Follower => ({
  hear: () => {
    heard[index] = (heard[index] ?? 0) + 1;
  },
  close: async () => {},
});

/** An order accepted, by a customer who left an address. @returns the workflow's id of its notice. */
async function accepted(shopId = 'boucherie-martin'): Promise<string> {
  const order = counterOrder();
  await orders.sql(`INSERT INTO "OrderPrivate" ("orderId", "email", "keptAt") VALUES ($1, 'a@b.fr', now())`, [
    order.orderId,
  ]);
  const placed = { ...order, shopId: shopId as typeof order.shopId };
  await orders.store.place(placed, PLACED_AT);
  await orders.store.record(acceptance(placed));
  return `order-${order.orderId}-notice-2-accepted`;
}

async function isStarted(workflowId: string): Promise<boolean> {
  const handle = env.client.workflow.getHandle(workflowId);
  return handle.describe().then(
    () => true,
    () => false,
  );
}

const started = (ids: readonly string[]) =>
  vi.waitFor(async () => {
    const found = await Promise.all(ids.map(isStarted));
    expect(found.filter(Boolean)).toHaveLength(ids.length);
  }, 20_000);

const rested = () =>
  vi.waitFor(async () => expect(await openNoticeMarks(orders.database).behind()).toEqual([]), 20_000);

/** What a notice was started with, as Temporal keeps it. */
async function inputOf(workflowId: string): Promise<unknown> {
  const { events } = await env.client.workflow.getHandle(workflowId).fetchHistory();
  const { input } = events?.[0]?.workflowExecutionStartedEventAttributes ?? {};
  return JSON.parse(Buffer.from(input?.payloads?.[0]?.data ?? []).toString());
}

describe('the follower', () => {
  it('of orders written by anybody → one notice for each fact that is told, with its channels', async () => {
    lead(follow());
    const ids = [await accepted(), await accepted(), await accepted('maison-dubois')];
    await started(ids);
    await rested();
    expect(asked.toSorted()).toEqual(ids.toSorted());
    const input = await inputOf(ids[0] ?? '');
    expect(input).toMatchObject({ kind: 'ACCEPTED', sequence: 2, channels: ['CUSTOMER_EMAIL'] });
    expect(JSON.stringify(input)).not.toContain('@');
  });

  it('nobody to tell → no workflow, and the mark moves on', async () => {
    const reach = openNoticeReach(orders.database, ['SHOP_WEBHOOK']);
    const follower = follow({ reach });
    await accepted();
    follower.hear(null);
    await rested();
    expect(asked).toEqual([]);
  });

  it('facts older than a day when they are first seen → not told; the mark moves on', async () => {
    const follower = follow({ now: () => instant(PLACED_AT + days(1) + 1) });
    await accepted();
    follower.hear(null);
    await rested();
    expect(asked).toEqual([]);
  });

  it('hundreds of facts at once → all of them, page by page', async () => {
    const ids: string[] = [];
    for (let count = 0; count < 130; count += 1) ids.push(await accepted());
    follow().hear(null);
    await rested();
    expect(asked.toSorted()).toEqual(ids.toSorted());
    await started(ids.slice(-3));
  }, 60_000);

  it('an entry that is decided anew → a fact of its own; told again unchanged → not twice', async () => {
    const order = counterOrder();
    await orders.sql(
      `INSERT INTO "OrderPrivate" ("orderId", "email", "keptAt") VALUES ($1, 'a@b.fr', now())`,
      [order.orderId],
    );
    const follower = follow();
    await orders.store.place(order, PLACED_AT);
    await orders.store.record(acceptance(order));
    follower.hear(null);
    await rested();
    await orders.store.record(refusal(order, instant(PLACED_AT + 1_000)));
    follower.hear(null);
    await rested();
    await orders.store.record(readied(order, instant(PLACED_AT + 2_000)));
    follower.hear(null);
    await rested();
    const name = `order-${order.orderId}-notice`;
    expect(asked).toEqual([
      `${name}-2-accepted`,
      `${name}-2-rejected`,
      `${name}-2-accepted`,
      `${name}-3-ready`,
    ]);
    await started(asked);
    // The one that was told again was there already: it has one run.
    const { runId } = await env.client.workflow.getHandle(`${name}-2-accepted`).describe();
    await starter().start({
      orderId: order.orderId,
      shopId: order.shopId,
      sequence: 2,
      kind: 'ACCEPTED',
      channels: ['CUSTOMER_EMAIL'],
    });
    expect((await env.client.workflow.getHandle(`${name}-2-accepted`).describe()).runId).toBe(runId);
  });

  it('Temporal away → the mark stays, and the fact is told when it is back', async () => {
    let isAway = true;
    const follower = follow({
      starter: starter(async () => {
        if (isAway) throw new Error('Temporal is away');
      }),
    });
    const id = await accepted();
    follower.hear(null);
    await vi.waitFor(() => expect(asked.length).toBeGreaterThan(0), 5_000);
    expect(await openNoticeMarks(orders.database).behind()).toHaveLength(1);
    isAway = false;
    await started([id]);
    await rested();
  });

  it('one shop’s feed cannot be read → the other shops are told, and that one when it can', async () => {
    let isBroken = true;
    const entriesAfter: FollowerPorts['feed']['entriesAfter'] = (topic, ...from) => {
      const isMartin = topic.kind === 'shop' && topic.shopId === 'boucherie-martin';
      if (isBroken && isMartin) return Promise.reject(new Error('malformed'));
      return orders.feed.entriesAfter(topic, ...from);
    };
    const follower = follow({ feed: { entriesAfter } });
    const [first, other] = [await accepted(), await accepted('maison-dubois')];
    follower.hear(null);
    await started([other]);
    expect(asked).toEqual([other]);
    isBroken = false;
    await started([first]);
  });

  it('died after it started a notice, before it moved the mark → the next one starts nothing twice', async () => {
    const marks = openNoticeMarks(orders.database);
    const dying = follow({ marks: { ...marks, advance: () => new Promise(() => undefined) } });
    ending.pop();
    const id = await accepted();
    dying.hear(null);
    await started([id]);
    const { runId } = await env.client.workflow.getHandle(id).describe();
    follow().hear(null);
    await rested();
    expect(asked).toEqual([id, id]);
    expect((await env.client.workflow.getHandle(id).describe()).runId).toBe(runId);
  });

  it('one that was only slow → takes no mark back', async () => {
    await accepted();
    const marks = openNoticeMarks(orders.database);
    const { shopId } = counterOrder();
    await marks.advance(shopId, 2);
    await marks.advance(shopId, 1);
    expect(await marks.markOf(shopId)).toBe(2);
  });
});

describe('the leader', () => {
  it('of three → one hears; it ends, and another one goes on', async () => {
    const heard = [0, 0, 0];
    const leaders = heard.map((_, index) => lead(counting(heard, index)));
    await vi.waitFor(() => expect(heard.filter((count) => count > 0)).toHaveLength(1), 5_000);
    await sleep(1_500);
    expect(heard.filter((count) => count > 0)).toHaveLength(1);
    const first = heard.findIndex((count) => count > 0);
    await leaders[first]?.close();
    await vi.waitFor(() => expect(heard.filter((count) => count > 0)).toHaveLength(2), 5_000);
  });

  it('whose line is cut while orders go on → another one goes on from the mark: none lost, none twice', async () => {
    const line: SeveredLine = await openLine(orders.url);
    ending.push(() => line.cut());
    lead(follow(), line.url);
    const before = await accepted();
    await started([before]);
    lead(follow());
    await line.cut();
    const meanwhile = [await accepted(), await accepted('maison-dubois')];
    await started(meanwhile);
    await rested();
    expect(new Set(asked)).toEqual(new Set([before, ...meanwhile]));
    await line.mend();
  });

  it('whose line carries nothing any more → the server ends its session, and somebody leads again', async () => {
    const line = await openLine(orders.url);
    ending.push(() => line.cut());
    const heard = [0, 0];
    lead(counting(heard, 0), line.url);
    await vi.waitFor(() => expect(heard).toEqual([1, 0]), 5_000);
    line.freeze();
    lead(counting(heard, 1));
    // Its lock is held by a session of which nobody hears: only the server can end that.
    await vi.waitFor(() => expect((heard[0] ?? 0) + (heard[1] ?? 0)).toBe(2), 70_000);
  }, 90_000);

  it('the news lost while nobody listened → caught up when the line is open again', async () => {
    const ids = [await accepted(), await accepted()];
    lead(follow());
    await started(ids);
    await rested();
  });
});
