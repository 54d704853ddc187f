// All parts of a running double, as its front doors (API, pages, controls) share them.
import type { Account } from './account.ts';
import type { Faults } from './faults.ts';
import type { IdempotencyKeys } from './idempotency.ts';
import type { Limits } from './limits.ts';
import type { RequestLog } from './request-log.ts';
import type { Deliveries } from './webhooks/deliver.ts';

export interface Double {
  readonly account: Account;
  readonly keys: IdempotencyKeys;
  readonly faults: Faults;
  readonly limits: Limits;
  readonly requests: RequestLog;
  readonly deliveries: Deliveries;
}

export interface Call {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly body: string;
  readonly header: (name: string) => string | undefined;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Instead of an answer: the connection is cut. */
export type Outcome = Answer | 'dropped';
