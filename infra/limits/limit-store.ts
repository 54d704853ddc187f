// The connections on which requests are counted: few, impatient and their own, so that counting never holds up what is counted.
import pg from 'pg';
import type { Log } from '../../domain/ports/log.ts';

export interface LimitStoreOptions {
  readonly url: string;
  readonly log: Log;
  /** Milliseconds an answer is waited for: each request waits for it. */
  readonly patience?: number;
}

/** As the limiters call it. */
export interface LimitStore {
  query(statement: pg.QueryConfig): Promise<pg.QueryResult>;
  close(): Promise<void>;
}

/** A count takes well below a millisecond: a few lines are some thousand counts a second. */
const CONNECTIONS = 3;
/** Milliseconds: felt by a person, but once a second at most. */
const PATIENCE = 300;
/** Milliseconds for which a database that did not answer is left alone. */
const REST = 1_000;
/** Milliseconds after which a line is given up on which nothing comes back. */
const DEAD_AFTER = 3_000;

class NotCounted extends Error {
  override readonly name = 'NotCounted';
}

/** Its `query` rejects when there is no answer in time, and for a second after that at once. */
export function openLimitStore({ url, log, patience = PATIENCE }: LimitStoreOptions): LimitStore {
  const pool = new pg.Pool({
    connectionString: url,
    max: CONNECTIONS,
    connectionTimeoutMillis: DEAD_AFTER,
    query_timeout: DEAD_AFTER,
    keepAlive: true,
  });
  // An idle line that breaks is replaced by the next count; without a listener it would end the process.
  pool.on('error', () => {});
  const state = { restsUntil: 0, isAway: false };
  return {
    async query(statement) {
      if (performance.now() < state.restsUntil)
        throw new NotCounted('the database is left alone for a moment');
      try {
        const answer = await within(patience, pool.query(statement));
        if (state.isAway) log.info({}, 'requests are counted together again');
        state.isAway = false;
        return answer;
      } catch (error) {
        state.restsUntil = performance.now() + REST;
        if (!state.isAway) log.warn({ err: error }, 'requests are counted by this process alone');
        state.isAway = true;
        throw error;
      }
    },
    close: () => pool.end(),
  };
}

async function within<T>(patience: number, answer: Promise<T>): Promise<T> {
  // What comes too late is nobody's business any more, also when it is an error.
  answer.catch(() => {});
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new NotCounted('no answer in time')), patience);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
