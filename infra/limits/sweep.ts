// Deletes counts whose window is over: who called, and how often, is nobody's business after that.
import type { LimitStore } from './limit-store.ts';
import { LIMITS_TABLE } from './request-limits.ts';

/** Milliseconds. */
const SWEEP_EVERY = 60_000;
/** Of one statement, which then is short. */
const AT_ONCE = 500;

/** $1 now, in milliseconds. What another process is deleting, or counting, is left to it. */
const SWEEP = {
  name: 'sweep_limits',
  text: `DELETE FROM "${LIMITS_TABLE}" WHERE "key" IN (
  SELECT "key" FROM "${LIMITS_TABLE}" WHERE "expire" < $1::bigint LIMIT ${AT_ONCE} FOR UPDATE SKIP LOCKED
)`,
};

/** @returns how many were deleted. @throws when the database does not answer. */
export async function sweepLimits(store: Pick<LimitStore, 'query'>, now: number): Promise<number> {
  const { rowCount } = await store.query({ ...SWEEP, values: [now] });
  const deleted = rowCount ?? 0;
  return deleted < AT_ONCE ? deleted : deleted + (await sweepLimits(store, now));
}

/** Once a minute, in every process. @returns what ends it. */
export function keepSwept(store: Pick<LimitStore, 'query'>): () => void {
  const timer = setInterval(() => {
    // The next one comes in a minute; that the database is away is said by whoever counts.
    sweepLimits(store, Date.now()).catch(() => {});
  }, SWEEP_EVERY).unref();
  return () => clearInterval(timer);
}
