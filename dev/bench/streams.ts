// What a thousand open streams cost one API process, and how soon an event has reached all of them.
import { get, type IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { openShopApi, type ShopApi } from '../demo/shop-api.ts';
import { type Figure, quantile, residentMb } from './figures.ts';
import type { Ground } from './ground.ts';

const SHOP = 'boucherie-martin';
const STREAMS = 1_000;
/** Below what the API allows one user. */
const STREAMS_EACH = 20;
/** Requests before each look at the memory. */
const STIRRING = 6_000;
const EVENTS = 20;
const WISH = {
  shopId: SHOP,
  paymentMethod: 'ON_PICKUP',
  items: [{ productId: 'boeuf-bavette', quantity: 500, unit: 'g' }],
};
/** Looks at the memory, a second apart: V8 sweeps what traffic left behind after eight idle seconds or more. */
const LOOKS = 40;
/** Milliseconds until an event counts as lost. */
const PATIENCE = 30_000;
const KB_PER_MB = 1_024;

interface Reader {
  /** Resolves with the moment at which the order was told of. */
  hears(orderId: string): Promise<number>;
  close(): void;
}

export async function streamFigures(ground: Ground, say: (line: string) => void): Promise<Figure[]> {
  const { info } = ground;
  const butcher = openShopApi(info.api, info.tokens.butchers[SHOP] ?? '');
  const customer = openShopApi(info.api, info.tokens.customer);
  say(`${STREAMS} open streams …`);
  const before = await settledMb(ground);
  const readers = await openReaders(ground);
  try {
    const after = await settledMb(ground);
    const delays: number[] = [];
    for (let event = 0; event < EVENTS; event += 1)
      delays.push(...(await delaysOfOne(readers, customer, butcher)));
    return [
      {
        name: `an event on ${STREAMS} streams, decision to last reader, p99`,
        value: quantile(delays, 0.99),
        unit: 'ms',
        target: { most: 1_000 },
      },
      {
        name: 'memory of one open stream',
        value: ((after - before) * KB_PER_MB) / STREAMS,
        unit: 'kB',
        target: { most: 30 },
      },
    ];
  } finally {
    for (const reader of readers) reader.close();
  }
}

/**
 * Resident memory of what the process keeps: traffic fills its heap to where the garbage is collected, and some idle time
 * has it swept. Without both, chance decides how much garbage is counted. MB; NaN where the system does not tell.
 */
async function settledMb({ info, pidOf }: Ground): Promise<number> {
  let left = STIRRING;
  const lane = async (): Promise<void> => {
    for (; left > 0; left -= 1) await (await fetch(`${info.api}/api/shops`)).arrayBuffer();
  };
  await Promise.all(Array.from({ length: 8 }, lane));
  let least = Number.POSITIVE_INFINITY;
  for (let look = 0; look < LOOKS; look += 1) {
    await sleep(1_000);
    least = Math.min(least, (await residentMb(pidOf('api'))) ?? Number.NaN);
  }
  return least;
}

async function openReaders({ info, issuer }: Ground): Promise<Reader[]> {
  const readers: Reader[] = [];
  for (let user = 0; user < STREAMS / STREAMS_EACH; user += 1) {
    const token = await issuer.mintToken({ sub: `user_bench_${user}`, role: 'operator' });
    const some = Array.from({ length: STREAMS_EACH }, () => openReader(info.api, token));
    readers.push(...(await Promise.all(some)));
  }
  return readers;
}

/** Milliseconds from the butcher's tap until each reader was told. */
async function delaysOfOne(readers: readonly Reader[], customer: ShopApi, butcher: ShopApi) {
  const { id } = await customer.place(WISH);
  await sleep(300);
  const heard = readers.map((reader) => reader.hears(id));
  const startedAt = performance.now();
  await butcher.decide(id, 'accept');
  return (await Promise.all(heard)).map((at) => at - startedAt);
}

function openReader(api: string, token: string): Promise<Reader> {
  const headers = { Authorization: `Bearer ${token}` };
  return new Promise((resolve, reject) => {
    const request = get(`${api}/api/shops/${SHOP}/stream`, { headers, agent: false }, (answer) => {
      if (answer.statusCode === 200) resolve(readerOf(answer));
      else reject(new Error(`a stream was answered ${answer.statusCode}`));
    });
    request.on('error', reject);
  });
}

function readerOf(answer: IncomingMessage): Reader {
  let waits: { orderId: string; tell: (at: number) => void } | null = null;
  answer.setEncoding('utf8');
  answer.on('data', (chunk: string) => {
    if (waits !== null && chunk.includes(waits.orderId) && chunk.includes('ACCEPTED'))
      waits.tell(performance.now());
  });
  answer.on('error', () => undefined);
  return {
    hears: (orderId) =>
      new Promise((resolve, reject) => {
        const late = setTimeout(() => reject(new Error('an event never came')), PATIENCE);
        waits = {
          orderId,
          tell: (at) => {
            clearTimeout(late);
            resolve(at);
          },
        };
      }),
    close: () => void answer.destroy(),
  };
}
