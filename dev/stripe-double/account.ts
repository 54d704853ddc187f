// The simulated Stripe account: its memory, its clock, and which API call is being answered.
import { type Clock, createClock } from './clock.ts';
import type { Store } from './store/tables.ts';

/** The API call that events are attributed to. */
export interface Cause {
  readonly requestId: string;
  readonly idempotencyKey: string | null;
}

export interface Delays {
  /** How long a refund or dispute takes to reach its later outcome, ms of the double's clock. */
  readonly outcomeMs: number;
  /** How long after a capture the balance transaction appears, ms of the double's clock. */
  readonly balanceMs: number;
}

export interface Account {
  readonly store: Store;
  readonly clock: Clock;
  /** Where the hosted pages are: `http://127.0.0.1:PORT`. */
  readonly origin: string;
  readonly delays: Delays;
  /** Null while the page, a control or a timer acts. Set only around one synchronous piece of work. */
  cause: Cause | null;
}

export function createAccount(options: { store: Store; origin: string; delays: Delays }): Account {
  return { ...options, clock: createClock(options.store), cause: null };
}

/** Runs one piece of work for a cause and commits what it changed, also when it ends in a refusal. */
export function transact<T>(account: Account, cause: Cause | null, work: () => T): T {
  account.cause = cause;
  try {
    return work();
  } finally {
    account.cause = null;
    account.store.commit();
  }
}
