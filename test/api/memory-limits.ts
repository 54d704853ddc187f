// RequestLimits in memory, by the table of limits; a window ends when the test says so.
import { LIMITS } from '../../api/limits/limit-table.ts';
import type { Asking, LimitTable, RequestLimits } from '../../domain/ports/request-limits.ts';

export interface MemoryLimits extends RequestLimits {
  /** Everything that was counted, in sequence; also what was refused. */
  readonly taken: readonly Asking[];
  /** How much fits in a window; without it everything does. */
  table: LimitTable | null;
  turnWindow(): void;
}

/** Counts all and refuses nobody, until it is given a table. */
export function memoryLimits(): MemoryLimits {
  const taken: Asking[] = [];
  const counts = new Map<string, number>();
  return {
    taken,
    table: null,
    turnWindow: () => counts.clear(),
    async take(asking) {
      const { limit, by, who } = asking;
      taken.push(asking);
      const key = `${limit}:${by}:${who}`;
      const count = (counts.get(key) ?? 0) + 1;
      counts.set(key, count);
      const allowance = this.table?.[limit][by] ?? null;
      return allowance === null || count <= allowance.requests ? null : allowance.per;
    },
  };
}

/** As few as make a test short. */
export const tight = (requests: number): LimitTable => {
  const narrowed = Object.entries(LIMITS).map(([name, { user, address, isShared }]) => {
    const narrow = (allowance: typeof user) => allowance && { ...allowance, requests };
    return [name, { user: narrow(user), address: narrow(address), isShared }];
  });
  // The same names as in the table it is made of.
  return Object.fromEntries(narrowed) as LimitTable;
};
