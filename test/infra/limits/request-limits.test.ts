// Requests counted in a real PostgreSQL: by all processes together, and by each alone while it is away or slow.
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { LIMITS } from '../../../api/limits/limit-table.ts';
import type { Asking, RequestLimits } from '../../../domain/ports/request-limits.ts';
import { minutes, seconds } from '../../../domain/time.ts';
import { type LimitStore, openLimitStore } from '../../../infra/limits/limit-store.ts';
import { limitsOn } from '../../../infra/limits/request-limits.ts';
import { sweepLimits } from '../../../infra/limits/sweep.ts';
import { type OrderDatabase, openOrderDatabase } from '../postgres/order-database.ts';
import { openLine, type SeveredLine } from '../postgres/severed-line.ts';

const MOST = 5;
/** Milliseconds; a busy machine is not a database that is away. */
const CALM = 10_000;

let orders: OrderDatabase;
let line: SeveredLine;
let logged: string[];
const opened: LimitStore[] = [];
beforeAll(async () => {
  orders = await openOrderDatabase();
});
afterAll(() => orders.close());
beforeEach(async () => {
  await orders.sql('TRUNCATE "RateLimit"');
  line = await openLine(orders.url);
  logged = [];
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((store) => store.close()));
  await line.cut().catch(() => {});
});

const say = (_facts: object, message: string) => void logged.push(message);
const log = { debug: say, info: say, warn: say, error: say };

function storeOf(url: string, patience = CALM): LimitStore {
  const store = openLimitStore({ url, log, patience });
  opened.push(store);
  return store;
}

/** Five placements a minute, by user and by address. */
const table = (per = minutes(1)) => ({
  ...LIMITS,
  placing: { user: { requests: MOST, per }, address: { requests: MOST, per }, isShared: true },
  files: { user: null, address: { requests: MOST, per }, isShared: false },
});
const aProcess = (store = storeOf(orders.url), per = minutes(1)) =>
  limitsOn(store, { table: table(per), factor: 1 });

const MARIE: Asking = { limit: 'placing', by: 'user', who: 'user_marie' };

async function take(limits: RequestLimits, times: number, asking = MARIE) {
  const waits = [];
  for (let time = 0; time < times; time += 1) waits.push(await limits.take(asking));
  return waits;
}
const GRANTED = Array.from({ length: MOST }, () => null);
const counted = () => orders.sql(`SELECT "key", "points" FROM "RateLimit" ORDER BY "key"`);

describe('together', () => {
  it('two processes → one allowance, and whoever is beyond it learns when to come again', async () => {
    const [one, other] = [aProcess(), aProcess()];
    expect(await take(one, 3)).toEqual([null, null, null]);
    expect(await take(other, 2)).toEqual([null, null]);
    for (const process of [one, other]) {
      const [wait] = await take(process, 1);
      expect(wait).toBeGreaterThan(0);
      expect(wait).toBeLessThanOrEqual(minutes(1));
    }
  });

  it('many at the same moment in two processes → exactly as many as are allowed', async () => {
    const processes = [aProcess(), aProcess()];
    const waits = await Promise.all(
      Array.from({ length: 8 }, () => processes.map((one) => one.take(MARIE))).flat(),
    );
    expect(waits.filter((wait) => wait === null)).toHaveLength(MOST);
  });

  it('another user, address or kind of request → an allowance of its own', async () => {
    const one = aProcess();
    await take(one, MOST + 1);
    for (const change of [{ who: 'user_paul' }, { by: 'address' }, { limit: 'decisions' }] as const) {
      expect(await take(one, 1, { ...MARIE, ...change })).toEqual([null]);
    }
  });

  it('refused once → refused from memory: nothing more is written until the window ends', async () => {
    const one = aProcess();
    await take(one, MOST + 20);
    expect(await counted()).toEqual([{ key: 'placing:user:user_marie', points: MOST + 1 }]);
  });

  it('the window over → as many again', async () => {
    const one = aProcess(storeOf(orders.url), seconds(2));
    const [refused = null] = (await take(one, MOST + 1)).slice(MOST);
    expect(refused).not.toBeNull();
    await sleep((refused ?? 0) + 50);
    expect(await take(one, MOST)).toEqual(GRANTED);
  });

  it('a factor → as many times more', async () => {
    const lavish = limitsOn(storeOf(orders.url), { table: table(), factor: 3 });
    const waits = await take(lavish, 3 * MOST + 1);
    expect(waits.map((wait) => wait === null)).toEqual([...waits.slice(1).map(() => true), false]);
  });

  it('what is not shared, or has no limit → never written', async () => {
    const [one, other] = [aProcess(), aProcess()];
    const file: Asking = { limit: 'files', by: 'address', who: '203.0.113.7' };
    expect(await take(one, MOST, file)).toEqual(GRANTED);
    expect(await take(other, MOST, file)).toEqual(GRANTED);
    expect(await take(one, 1, file)).not.toEqual([null]);
    expect(await take(one, MOST + 1, { ...file, by: 'user' })).toEqual([...GRANTED, null]);
    expect(await counted()).toEqual([]);
  });
});

describe('the database away', () => {
  it('no connection → each process counts alone, as strictly, and says so once', async () => {
    const one = aProcess(storeOf(line.url));
    await line.cut();
    expect(await take(one, MOST)).toEqual(GRANTED);
    expect(await take(one, 1)).not.toEqual([null]);
    expect(logged).toEqual(['requests are counted by this process alone']);
  });

  it('no answer → waited for, once, and then not at all', async () => {
    const patience = 2_000;
    const store = storeOf(line.url, patience);
    await store.query({ text: 'SELECT 1' });
    const one = aProcess(store);
    line.freeze();
    const startedAt = performance.now();
    expect(await take(one, 1)).toEqual([null]);
    const waitedAt = performance.now();
    expect(await take(one, MOST)).toEqual([...GRANTED.slice(1), expect.any(Number)]);
    expect(waitedAt - startedAt).toBeGreaterThan(patience - 50);
    expect(performance.now() - waitedAt).toBeLessThan(patience - 50);
  });

  it('back → counted together again', async () => {
    const store = storeOf(line.url);
    const [one, other] = [aProcess(store), aProcess()];
    await line.cut();
    await take(one, 1);
    await line.mend();
    await expect
      .poll(async () => {
        await one.take({ ...MARIE, who: 'user_paul' });
        return logged;
      })
      .toContain('requests are counted together again');
    await take(one, MOST);
    expect(await take(other, 1)).not.toEqual([null]);
  });

  it('its table missing → nobody is kept out for that', async () => {
    await orders.sql('ALTER TABLE "RateLimit" RENAME TO "Elsewhere"');
    expect(await take(aProcess(), 1)).toEqual([null]);
    await orders.sql('ALTER TABLE "Elsewhere" RENAME TO "RateLimit"');
  });

  it('a line that breaks while it is idle → the next request is counted', async () => {
    const store = storeOf(line.url);
    const one = aProcess(store);
    await take(one, 1);
    await line.cut();
    await line.mend();
    await sleep(50);
    await take(one, 1);
    expect(logged).toEqual([]);
    expect(await counted()).toEqual([{ key: 'placing:user:user_marie', points: 2 }]);
  });
});

describe('a sweep', () => {
  it('→ what is over is deleted, however much it is; what is not stays', async () => {
    const now = Date.now();
    await orders.sql(
      `INSERT INTO "RateLimit" SELECT 'reads:address:' || "n", 1, $1::bigint - 1 FROM generate_series(1, 1300) AS "n"`,
      [now],
    );
    await orders.sql(`INSERT INTO "RateLimit" VALUES ('reads:user:user_marie', 1, $1::bigint + 1000)`, [now]);
    expect(await sweepLimits(storeOf(orders.url), now)).toBe(1_300);
    expect(await counted()).toEqual([{ key: 'reads:user:user_marie', points: 1 }]);
  });

  it('the table → not logged: a count costs no write to disk', async () => {
    expect(await orders.sql(`SELECT relpersistence FROM pg_class WHERE relname = 'RateLimit'`)).toEqual([
      { relpersistence: 'u' },
    ]);
  });
});
