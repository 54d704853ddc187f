// A butcher's screen during a run: follows the shop's stream, comes back whenever it ends, and must see everything once.
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { z } from 'zod';
import { openStream, type StreamClient } from '../api/stream-client.ts';

export interface ShopWatch {
  /** How often it had to come back. */
  readonly returns: () => number;
  /** Nothing happens any more. @returns what it should have seen and did not, or saw twice. */
  finish(): Promise<readonly string[]>;
}

interface Place {
  readonly api: string;
  readonly token: string;
  readonly databaseUrl: string;
  readonly shopId: string;
}

const LOOK_EVERY = 50;
/** Milliseconds for the last entries to arrive. */
const PATIENCE = 10_000;
/** What shops are told of; as `api/streams/stream-endpoints.ts` leaves out the rest. */
const VISIBLE = `SELECT "position" FROM "OrderEvent" WHERE "shopId" = $1 AND "position" > $2
  AND "kind" NOT IN ('PLACED', 'CHECKOUT_OPENED', 'PAYMENT_PROCESSING', 'PAYMENT_ABANDONED')
  ORDER BY "position"`;
const Rows = z.array(z.object({ position: z.coerce.number() }));

export async function watchShop(place: Place): Promise<ShopWatch> {
  const { api, token, shopId } = place;
  const seen: number[] = [];
  const troubles: string[] = [];
  let [last, returns, isOver] = ['', 0, false];
  const open = (): Promise<StreamClient> =>
    openStream(`${api}/api/shops/${shopId}/stream`, {
      Authorization: `Bearer ${token}`,
      ...(last === '' ? {} : { 'Last-Event-ID': last }),
    });
  const take = async (client: StreamClient): Promise<void> => {
    if (client.status !== 200) troubles.push(`the stream was answered ${client.status}`);
    for (let count = 0; !isOver; await sleep(LOOK_EVERY)) {
      const isEnding = client.isOver();
      const fresh = client.events.slice(count);
      count += fresh.length;
      seen.push(...fresh.filter(({ event }) => event === 'timeline').map(({ id }) => Number(id)));
      last = fresh.at(-1)?.id ?? last;
      if (isEnding) break;
    }
    client.close();
  };
  const first = await open();
  while (first.events.length === 0) await sleep(LOOK_EVERY);
  const start = Number(first.events[0]?.id);
  const watching = (async () => {
    for (let client = first; ; client = await open()) {
      await take(client);
      if (isOver) return;
      returns += 1;
    }
  })();
  watching.catch((error: unknown) => troubles.push(`the stream: ${String(error)}`));
  return {
    returns: () => returns,
    async finish() {
      const expected = await positionsAfter(place, start);
      for (const giveUpAt = Date.now() + PATIENCE; Date.now() < giveUpAt && seen.length < expected.length; )
        await sleep(LOOK_EVERY);
      isOver = true;
      await watching.catch(() => undefined);
      return [...troubles, ...differences(seen, expected)];
    },
  };
}

async function positionsAfter({ databaseUrl, shopId }: Place, start: number): Promise<number[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return Rows.parse((await client.query(VISIBLE, [shopId, start])).rows).map(({ position }) => position);
  } finally {
    await client.end();
  }
}

/** Entries that were replaced meanwhile have a new position, and the old one may have been seen. */
function differences(seen: readonly number[], expected: readonly number[]): string[] {
  const all = new Set(seen);
  const missing = expected.filter((position) => !all.has(position));
  const isInOrder = seen.every((position, index) => index === 0 || position > (seen[index - 1] ?? 0));
  return [
    ...(missing.length === 0
      ? []
      : [`${missing.length} of ${expected.length} entries never reached the shop's stream`]),
    ...(isInOrder ? [] : ['the stream told something twice, or out of order']),
  ];
}
