// How long orders stand still: from a moment until the database knows something new of them.
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { z } from 'zod';

const Version = z.object({ id: z.string(), version: z.int() });
export type Versions = ReadonlyMap<string, number>;

const LOOK_EVERY = 100;

/** @returns versions by order id; an order without a row has none. */
export async function readVersions(url: string, ids: readonly string[]): Promise<Versions> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  // It may be killed in the middle.
  client.on('error', () => {});
  await client.connect();
  try {
    const { rows } = await client.query('SELECT id, version FROM "Order" WHERE id = ANY($1)', [ids]);
    return new Map(rows.map((row: unknown) => Version.parse(row)).map(({ id, version }) => [id, version]));
  } finally {
    await client.end().catch(() => {});
  }
}

export interface Watch {
  readonly url: string;
  readonly before: Versions;
  /** Milliseconds since the epoch. */
  readonly since: number;
  /** When to stop watching. */
  readonly signal: AbortSignal;
}

/** @returns milliseconds from `since`, by order id, of those that went on. */
export async function watchProgress(
  ids: readonly string[],
  watch: Watch,
): Promise<ReadonlyMap<string, number>> {
  const went = new Map<string, number>();
  for (let isLast = false; went.size < ids.length && !isLast; ) {
    isLast = watch.signal.aborted;
    const now = await readVersions(watch.url, ids).catch(() => new Map<string, number>());
    const at = Date.now() - watch.since;
    for (const [id, version] of now)
      if (!went.has(id) && version > (watch.before.get(id) ?? 0)) went.set(id, at);
    await sleep(LOOK_EVERY);
  }
  return went;
}
