// Port: how much anybody may ask for, counted by all API processes together.
import type { Duration } from '../time.ts';

/** What is counted apart from the rest: see the table of limits for what each means. */
export const LIMIT_NAMES = ['reads', 'decisions', 'placing', 'streams', 'files', 'forgeries'] as const;
export type LimitName = (typeof LIMIT_NAMES)[number];

/** Whose requests are counted together. */
export const COUNTED_BY = ['user', 'address'] as const;
export type CountedBy = (typeof COUNTED_BY)[number];

export interface Allowance {
  readonly requests: number;
  readonly per: Duration;
}

export interface Limit extends Readonly<Record<CountedBy, Allowance | null>> {
  /** By all processes together; else each counts for itself. */
  readonly isShared: boolean;
}
export type LimitTable = Readonly<Record<LimitName, Limit>>;

export interface Asking {
  readonly limit: LimitName;
  readonly by: CountedBy;
  /** The user's id, or the address. */
  readonly who: string;
}

export interface RequestLimits {
  /**
   * Counts one request. @returns null when it may go on, else how long to wait. Never rejects, and soon answers: while
   * nothing can be counted together, each process counts alone.
   */
  take(asking: Asking): Promise<Duration | null>;
}
