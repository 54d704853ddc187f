// Live streams over HTTP on a real database: resume, authorisation, several processes, slow readers, ends.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { StreamEventBody } from '../../api/orders/order-body.ts';
import type { PlacedOrder } from '../../domain/placed-order.ts';
import { hours, instant } from '../../domain/time.ts';
import { PLACED_AT, readied, refusal } from '../contracts/order-store.cases.ts';
import { type OrderDatabase, openOrderDatabase } from '../infra/postgres/order-database.ts';
import type { StreamClient } from './stream-client.ts';
import { accept, MARIE, MARTIN, openStreamWorld, PAUL, place, type StreamWorld } from './stream-world.ts';

let orders: OrderDatabase;
let world: StreamWorld;
const open: StreamClient[] = [];
beforeAll(async () => {
  orders = await openOrderDatabase();
});
afterAll(() => orders.close());
beforeEach(async () => {
  world = await openStreamWorld(orders);
});
afterEach(async () => {
  for (const client of open.splice(0)) client.close();
  await world.close();
});

async function stream(...args: Parameters<StreamWorld['stream']>): Promise<StreamClient> {
  const client = await world.stream(...args);
  open.push(client);
  return client;
}

/** Entries in the feed that nobody has to read. */
async function refuseOften({ orderId, shopId }: PlacedOrder, times: number): Promise<void> {
  await orders.sql(
    `WITH feed AS (UPDATE "ShopFeed" SET "position" = "position" + $3 WHERE "shopId" = $2 RETURNING "position" - $3 AS start)
     INSERT INTO "OrderEvent" SELECT $1, 1 + n, 'MESSAGE_REFUSED', 'stripe', timestamp '2026-11-24', $4::jsonb, $2, start + n
     FROM feed, generate_series(1, $3::int) AS n`,
    [orderId, shopId, times, JSON.stringify({ message: 'x'.repeat(200), code: 'TOO_LATE' })],
  );
}

const SHOP = '/api/shops/boucherie-martin/stream';
const of = (orderId: string): string => `/api/orders/${orderId}/stream`;
const told = ({ events }: StreamClient) => events.filter(({ event }) => event === 'timeline');
const kinds = (client: StreamClient) => told(client).map(({ data }) => data.kind);
const untilKinds = (client: StreamClient, expected: string[]) =>
  vi.waitFor(() => expect(kinds(client)).toEqual(expected), 5_000);

describe('an order’s stream', () => {
  it('its customer → ready, the timeline so far, then each change as it comes', async () => {
    const placed = await place(orders);
    const client = await stream(of(placed.orderId), MARIE);
    expect(client.status).toBe(200);
    expect(client.headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    await untilKinds(client, ['PLACED']);
    expect(client.events[0]).toMatchObject({ event: 'ready', id: '0', data: {} });
    await accept(orders, placed);
    await untilKinds(client, ['PLACED', 'ACCEPTED']);
    for (const { data } of told(client)) expect(StreamEventBody.parse(data).orderId).toBe(placed.orderId);
  });

  it('resumed by header or query → what was missed, neither gap nor repeat', async () => {
    const placed = await place(orders);
    const first = await stream(of(placed.orderId), MARIE);
    await untilKinds(first, ['PLACED']);
    const last = told(first).at(-1)?.id ?? '';
    first.close();
    await accept(orders, placed);
    const byHeader = await stream(of(placed.orderId), MARIE, { 'Last-Event-ID': last });
    const byQuery = await stream(`${of(placed.orderId)}?lastEventId=${last}`, MARIE);
    for (const again of [byHeader, byQuery]) await untilKinds(again, ['ACCEPTED']);
  });

  it('decided anew after a worker died → told again with the sequence it replaces, also to who was away', async () => {
    const placed = await place(orders);
    const live = await stream(of(placed.orderId), MARIE);
    await orders.store.record(readied(placed, PLACED_AT));
    await untilKinds(live, ['PLACED', 'ACCEPTED', 'READY']);
    const last = told(live).at(-1)?.id ?? '';
    await orders.store.record(refusal(placed, instant(PLACED_AT + 10_000)));
    await untilKinds(live, ['PLACED', 'ACCEPTED', 'READY', 'REJECTED']);
    expect(told(live).at(-1)?.data.sequence).toBe(2);
    const resumed = await stream(of(placed.orderId), MARIE, { 'Last-Event-ID': last });
    await untilKinds(resumed, ['REJECTED']);
  });

  it('who may not read the order → the answer its siblings give', async () => {
    const { orderId } = await place(orders);
    const status = async (who: Parameters<StreamWorld['stream']>[1]) =>
      (await stream(of(orderId), who)).status;
    expect([await status(null), await status(PAUL), await status(MARTIN)]).toEqual([401, 404, 200]);
    expect((await stream(of('nowhere1'), MARIE)).status).toBe(404);
  });

  it('a position that is none → 400 that says so', async () => {
    const { orderId } = await place(orders);
    const client = await stream(of(orderId), MARIE, { 'Last-Event-ID': '-1' });
    expect(client.status).toBe(400);
    await expect.poll(() => client.body()).toContain('Last-Event-ID');
  });

  it('HEAD → the head, and no stream', async () => {
    const { orderId } = await place(orders);
    const token = await world.issuer.token(MARIE);
    const answer = await fetch(`${world.url}${of(orderId)}`, {
      method: 'HEAD',
      headers: { Authorization: `Bearer ${token}` },
    });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      200,
      'text/event-stream; charset=utf-8',
    ]);
  });
});

describe('a shop’s stream', () => {
  it('a butcher → what happens from now on, of all orders, once they have reached the shop', async () => {
    const before = await place(orders);
    const client = await stream(SHOP, MARTIN);
    await expect.poll(() => client.events).toHaveLength(1);
    const later = await place(orders);
    await accept(orders, before);
    await accept(orders, later);
    await untilKinds(client, ['ACCEPTED', 'ACCEPTED']);
    expect(told(client).map(({ data }) => data.orderId)).toEqual([before.orderId, later.orderId]);
  });

  it('resumed from `ready` → nothing is lost although nothing was told', async () => {
    const placed = await place(orders);
    const first = await stream(SHOP, MARTIN);
    await expect.poll(() => first.events).toHaveLength(1);
    first.close();
    await accept(orders, placed);
    const again = await stream(SHOP, MARTIN, { 'Last-Event-ID': first.events[0]?.id ?? '' });
    await untilKinds(again, ['ACCEPTED']);
  });

  it('no member → 403, no shop → 404, no token → 401', async () => {
    const statuses = await Promise.all([
      stream(SHOP, MARIE),
      stream('/api/shops/nulle-part/stream', MARTIN),
      stream(SHOP, null),
    ]);
    expect(statuses.map(({ status }) => status)).toEqual([403, 404, 401]);
  });

  it('many at once, over two processes, each coming back all the time → each entry once, in sequence', async () => {
    const other = await openStreamWorld(orders);
    try {
      const from = String(await orders.feed.newestPosition((await place(orders)).shopId));
      const seen: { id: number; key: string }[] = [];
      const writing = Promise.all(
        Array.from({ length: 6 }, async () => {
          for (let count = 0; count < 10; count += 1) await accept(orders, await place(orders));
        }),
      );
      let last = from;
      for (let turn = 0; seen.length < 60 && turn < 400; turn += 1) {
        const client = await (turn % 2 === 0 ? world : other).stream(SHOP, MARTIN, { 'Last-Event-ID': last });
        await vi.waitFor(() => expect(told(client).length).toBeGreaterThan(0), 10_000);
        client.close();
        for (const { id, data } of told(client)) seen.push({ id: Number(id), key: `${data.orderId}` });
        last = told(client).at(-1)?.id ?? last;
      }
      await writing;
      expect(seen.map(({ id }) => id)).toEqual(seen.map(({ id }) => id).toSorted((a, b) => a - b));
      expect(new Set(seen.map(({ key }) => key)).size).toBe(60);
      expect(seen).toHaveLength(60);
    } finally {
      await other.close();
    }
  });
});

describe('limits and ends', () => {
  it('more streams than a user may have → 429; one ended → room again', async () => {
    const narrow = await openStreamWorld(orders, 2);
    try {
      const { orderId } = await place(orders);
      const [first] = await Promise.all([1, 2].map(() => narrow.stream(of(orderId), MARIE)));
      const refused = await narrow.stream(of(orderId), MARIE);
      expect([refused.status, refused.headers['retry-after']]).toEqual([429, '30']);
      expect((await narrow.stream(of(orderId), MARTIN)).status).toBe(200);
      first?.close();
      await expect.poll(async () => (await narrow.stream(of(orderId), MARIE)).status).toBe(200);
    } finally {
      await narrow.close();
    }
  });

  it('a token that has expired → the stream ends with the next heartbeat', { timeout: 40_000 }, async () => {
    const { orderId } = await place(orders);
    const client = await stream(of(orderId), MARIE);
    world.now = instant(Date.now() + hours(1));
    await vi.waitFor(() => expect(client.isOver()).toBe(true), 20_000);
  });

  it('a quiet stream → a heartbeat', { timeout: 40_000 }, async () => {
    const { orderId } = await place(orders);
    const client = await stream(of(orderId), MARIE);
    await vi.waitFor(() => expect(client.body()).toContain('\n:\n'), 20_000);
  });

  it('a client that reads nothing → nothing is kept for it; when it reads again, it has all', {
    timeout: 60_000,
  }, async () => {
    const placed = await place(orders);
    const from = String(await orders.feed.newestPosition(placed.shopId));
    await refuseOften(placed, 40_000);
    const read = vi.spyOn(orders.feed, 'entriesAfter');
    const client = await stream(SHOP, MARTIN, { 'Last-Event-ID': from });
    client.pause();
    const untilStill = async (): Promise<number> => {
      for (let reads = -1; reads !== read.mock.calls.length; ) {
        reads = read.mock.calls.length;
        await new Promise((resolve) => setTimeout(resolve, 300));
      }
      return read.mock.calls.length;
    };
    // What the system's own buffers take is sent; of the rest not even a page is read.
    expect(await untilStill()).toBeLessThan(200);
    client.resume();
    await vi.waitFor(() => expect(told(client)).toHaveLength(40_000), 40_000);
    const ids = told(client).map(({ id }) => Number(id));
    expect(ids.every((id, index) => id === Number(from) + 1 + index)).toBe(true);
    read.mockRestore();
  });

  it('the process ends → every stream ends, and another one at once', async () => {
    const { orderId } = await place(orders);
    const client = await stream(of(orderId), MARIE);
    world.closeStreams();
    await expect.poll(() => client.isOver()).toBe(true);
    const late = await stream(of(orderId), MARIE);
    await expect.poll(() => late.isOver()).toBe(true);
    expect([late.status, late.events]).toEqual([200, []]);
  });
});
