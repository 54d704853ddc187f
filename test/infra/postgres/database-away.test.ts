// A database that goes away is recognised as such, whatever it was doing, and used again once it is back.
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../../infra/postgres/database.ts';
import { isDatabaseAway } from '../../../infra/postgres/database-away.ts';
import { openCatalogue } from '../../../infra/postgres/postgres-catalogue.ts';
import { openOrderStore } from '../../../infra/postgres/postgres-order-store.ts';
import { openOrdersView } from '../../../infra/postgres/postgres-orders-view.ts';
import { acceptance, counterOrder, PLACED_AT } from '../../contracts/order-store.cases.ts';
import { placedOrder } from '../../support/placed-orders.ts';
import { type OrderDatabase, openOrderDatabase } from './order-database.ts';
import { openLine, type SeveredLine } from './severed-line.ts';

let orders: OrderDatabase;
let line: SeveredLine;
let database: Database;
beforeAll(async () => {
  orders = await openOrderDatabase();
});
afterAll(() => orders.close());
beforeEach(async () => {
  line = await openLine(orders.url);
  database = openDatabase({ url: line.url, poolSize: 4 });
});
afterEach(async () => {
  await database.close();
  await line.cut().catch(() => {});
});

async function failureOf(work: () => Promise<unknown>): Promise<unknown> {
  try {
    await work();
  } catch (error) {
    return error;
  }
  throw new Error('it did not fail');
}

it('a server that stops and returns → away meanwhile, for reads and writes, then as before', async () => {
  const placed = counterOrder();
  const store = openOrderStore(database);
  const view = openOrdersView(database);
  await store.place(placed, PLACED_AT);
  await line.cut();
  const attempts = [
    () => database.ping(),
    () => store.place(counterOrder(), PLACED_AT),
    () => store.record(acceptance(placed)),
    () => view.byId(placed.orderId),
    () => view.ofShop(placed.shopId, { statuses: [], cursor: null, limit: 5 }),
    () => openCatalogue(database).shops(),
  ];
  for (const attempt of attempts) expect(isDatabaseAway(await failureOf(attempt))).toBe(true);
  await line.mend();
  await database.ping();
  await store.record(acceptance(placed));
  expect((await view.byId(placed.orderId))?.status).toBe('ACCEPTED');
});

it('a connection cut in the middle of a statement → away', async () => {
  await database.ping();
  const sleeping = failureOf(() => database.rows({ text: 'SELECT 1 AS row FROM pg_sleep(20)' }, []));
  setTimeout(() => void line.cut(), 200);
  expect(isDatabaseAway(await sleeping)).toBe(true);
});

it('an administrator who ends the connection → away, and the next statement works', async () => {
  await database.ping();
  const sleeping = failureOf(() => database.rows({ text: 'SELECT 1 AS row FROM pg_sleep(20)' }, []));
  setTimeout(() => {
    void orders.sql(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE '%pg_sleep(20)'`,
    );
  }, 200);
  expect(isDatabaseAway(await sleeping)).toBe(true);
  await database.ping();
});

it('idle connections that the server ends → replaced without anyone noticing', async () => {
  await Promise.all([database.ping(), database.ping(), database.ping()]);
  await line.cut();
  await line.mend();
  await sleep(100);
  await database.ping();
});

it('a machine that falls silent → away within seconds, not for ever', async () => {
  await database.ping();
  line.freeze();
  const started = Date.now();
  expect(isDatabaseAway(await failureOf(() => database.ping()))).toBe(true);
  expect(Date.now() - started).toBeLessThan(15_000);
}, 20_000);

describe('what is no absence', () => {
  it('a rule of the database that was broken → not away', async () => {
    const unpaid = placedOrder();
    await orders.store.place(unpaid, PLACED_AT);
    const error = await failureOf(() => orders.store.record(acceptance(unpaid)));
    expect(isDatabaseAway(error)).toBe(false);
  });

  it('a stale write → not away', async () => {
    const error = await failureOf(() => orders.store.record(acceptance(counterOrder())));
    expect(isDatabaseAway(error)).toBe(false);
  });

  it('a wrong password → not away: trying again does not help', async () => {
    const url = new URL(orders.url);
    url.password = 'wrong';
    const refused = openDatabase({ url: url.href, poolSize: 1 });
    expect(isDatabaseAway(await failureOf(() => refused.ping()))).toBe(false);
    await refused.close();
  });

  it.each([
    null,
    undefined,
    'ECONNREFUSED',
    new Error('boom'),
    { code: 42 },
    { code: 'P2002' },
    Object.assign(new Error('x'), { cause: { code: '23505' } }),
  ])('%s → not away', (error) => {
    expect(isDatabaseAway(error)).toBe(false);
  });
});

it('an error that is its own cause → judged, without end', () => {
  const loop: { cause?: unknown } = {};
  loop.cause = loop;
  expect(isDatabaseAway(loop)).toBe(false);
});

it.each(['57P01', '57P03', '53300', '08006', 'ECONNRESET', 'P1001', 'ConnectionClosed'])(
  'the code %s, two causes deep → away',
  (code) => {
    expect(isDatabaseAway({ cause: { meta: { driverAdapterError: { cause: { kind: code } } } } })).toBe(true);
  },
);
