// The port RequestLimits on rate-limiter-flexible: windows counted in PostgreSQL, and in memory while it is away.
import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterPostgres,
  RateLimiterRes,
} from 'rate-limiter-flexible';
import {
  type Allowance,
  type Asking,
  COUNTED_BY,
  LIMIT_NAMES,
  type LimitTable,
  type RequestLimits,
} from '../../domain/ports/request-limits.ts';
import { milliseconds } from '../../domain/time.ts';
import { inSeconds } from '../metrics/in-seconds.ts';
import type { LimitStore } from './limit-store.ts';

export interface LimitRules {
  readonly table: LimitTable;
  /** Multiplies every allowance. */
  readonly factor: number;
}

export const LIMITS_TABLE = 'RateLimit';

/** What has the same window in every process is kept under this name in the database, too. */
const nameOf = ({ limit, by }: Omit<Asking, 'who'>): string => `${limit}:${by}`;

export function limitsOn(store: Pick<LimitStore, 'query'>, rules: LimitRules): RequestLimits {
  const limiters = limitersOf(store, rules);
  return {
    async take({ limit, by, who }) {
      try {
        await limiters.get(nameOf({ limit, by }))?.consume(who);
        return null;
      } catch (refused) {
        // Anything else than a refusal is a failure of ours, for which nobody is kept out.
        return refused instanceof RateLimiterRes ? milliseconds(Math.max(1, refused.msBeforeNext)) : null;
      }
    },
  };
}

function limitersOf(
  store: Pick<LimitStore, 'query'>,
  { table, factor }: LimitRules,
): ReadonlyMap<string, RateLimiterAbstract> {
  const limiters = new Map<string, RateLimiterAbstract>();
  for (const limit of LIMIT_NAMES) {
    for (const by of COUNTED_BY) {
      const allowance = table[limit][by];
      if (allowance === null) continue;
      const window = windowOf(nameOf({ limit, by }), allowance, factor);
      limiters.set(
        window.keyPrefix,
        table[limit].isShared ? shared(store, window) : new RateLimiterMemory(window),
      );
    }
  }
  return limiters;
}

interface Window {
  readonly keyPrefix: string;
  readonly points: number;
  /** Seconds. */
  readonly duration: number;
}

const windowOf = (keyPrefix: string, { requests, per }: Allowance, factor: number): Window => ({
  keyPrefix,
  points: requests * factor,
  duration: inSeconds(per),
});

function shared(store: Pick<LimitStore, 'query'>, window: Window): RateLimiterAbstract {
  return new RateLimiterPostgres({
    ...window,
    storeClient: store,
    storeType: 'pool',
    tableName: LIMITS_TABLE,
    // By our own migrations, and swept by our own hand.
    tableCreated: true,
    clearExpiredByTimeout: false,
    // Whoever is refused is refused from memory until the window ends: a flood is not written down one by one.
    inMemoryBlockOnConsumed: window.points + 1,
    insuranceLimiter: new RateLimiterMemory(window),
  });
}
