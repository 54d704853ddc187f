// A process leaves in the middle of the day: whoever is sent elsewhere in time never meets a failed request.
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDeparture, type Departure } from '../../api/departure.ts';
import { drainHttpServer } from '../../api/http-server.ts';
import { createStreams } from '../../api/streams/streams.ts';
import { type Attempt, type HttpClient, openHttpClient } from '../outages/client.ts';
import { openWorld, type World } from './api-world.ts';
import { openStream, type StreamClient } from './stream-client.ts';

const CLIENTS = 12;
/** Seconds; the balancer below needs a small part of that, on a busy machine too. */
const DRAIN = 3;
const BALANCER_ASKS_EVERY = 50;
const SILENT = { entriesAfter: async () => [], newestPosition: async () => 0 };
const QUIET = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

let world: World;
let departure: Departure;
let streams: ReturnType<typeof createStreams>;
let clients: HttpClient[];
beforeEach(async () => {
  streams = createStreams({ feed: SILENT, log: QUIET, now: () => world.now, streamsPerUser: 10 });
  world = await openWorld({ streams, isLeaving: () => departure.isUnderWay() });
  departure = createDeparture(world.server, DRAIN);
  clients = Array.from({ length: CLIENTS }, () => openHttpClient(world.url));
});
afterEach(async () => {
  for (const client of clients) client.close();
  await world.close();
});

/** As `api/main.ts` has it. */
async function leave(): Promise<void> {
  await departure.announce();
  streams.close();
  await drainHttpServer(world.server);
}

const SHOPS = { method: 'GET', path: '/api/shops', token: '' } as const;

/** Until the balancer sends nobody here any more. @returns what became of each attempt. */
async function askOnAndOn(client: HttpClient, isSentHere: () => boolean): Promise<Attempt[]> {
  const attempts: Attempt[] = [];
  while (isSentHere()) {
    attempts.push(await client.attempt(SHOPS));
    await sleep(Math.random() * 10);
  }
  return attempts;
}

/** Asks as load balancers do, and believes the first 503. */
async function untilUnready(): Promise<void> {
  while ((await fetch(`${world.url}/readyz`)).ok) await sleep(BALANCER_ASKS_EVERY);
}

const follow = async (): Promise<StreamClient> =>
  openStream(`${world.url}/api/shops/boucherie-martin/stream`, {
    Authorization: `Bearer ${await world.issuer.token({ sub: 'user_boucher_boucherie-martin' })}`,
  });

describe('leaving under load', () => {
  it('clients on kept-alive connections, until the balancer has noticed → every request is answered', async () => {
    let isSentHere = true;
    const asking = Promise.all(clients.map((client) => askOnAndOn(client, () => isSentHere)));
    await sleep(200);
    const left = leave();
    await untilUnready();
    await sleep(BALANCER_ASKS_EVERY);
    isSentHere = false;
    const attempts = (await asking).flat();
    await left;
    expect(attempts.filter((one) => one.kind !== 'answered' || one.status !== 200)).toEqual([]);
    expect(attempts.length).toBeGreaterThan(CLIENTS);
    expect(await clients[0]?.attempt(SHOPS)).toEqual({ kind: 'refused' });
  });

  it('a connection that was idle → its next request is answered, and the connection given up', async () => {
    const [client] = clients;
    await client?.attempt(SHOPS);
    const left = leave();
    const late = await fetch(`${world.url}/api/shops`);
    expect([late.status, late.headers.get('connection')]).toEqual([200, 'close']);
    expect(await client?.attempt(SHOPS)).toMatchObject({ kind: 'answered', status: 200 });
    await left;
  });

  it('streams, open already or opened meanwhile → live on until the drain is over, then end well', async () => {
    const early = await follow();
    const left = leave();
    const late = await follow();
    await sleep((DRAIN * 1_000) / 2);
    expect([early.isOver(), late.status, late.isOver()]).toEqual([false, 200, false]);
    await left;
    await expect.poll(() => [early.isOver(), late.isOver()]).toEqual([true, true]);
    expect(late.events.map(({ event }) => event)).toEqual(['ready']);
  });
});

describe('at the very end', () => {
  it('a stream that is opened → ends at once, so that its client comes back', async () => {
    streams.close();
    const client = await follow();
    expect([client.status, client.headers['content-type']]).toEqual([
      200,
      'text/event-stream; charset=utf-8',
    ]);
    await expect.poll(client.isOver).toBe(true);
    expect(client.body()).toMatch(/^retry: \d+\n\n$/);
  });

  it('nobody balances → no time is lost', async () => {
    const startedAt = performance.now();
    await createDeparture(world.server, 0).announce();
    expect(performance.now() - startedAt).toBeLessThan(100);
  });
});
