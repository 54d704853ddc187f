// Port: what the API tells those who count: requests and webhooks, never whose they are.
import type { Duration } from '../time.ts';
import { COUNTED_BY, type CountedBy, LIMIT_NAMES, type LimitName } from './request-limits.ts';

export interface AnsweredRequest {
  readonly method: string;
  /** As the route table has it, `/api/orders/:orderId`; `none` where it has none. */
  readonly route: string;
  readonly status: number;
  readonly took: Duration;
}

/**
 * `told`: its order has it now. `repeated`: its order had it before. `foreign`: of no order of ours. `other_mode`: live
 * where we are in test, or the reverse. `forged`: no valid signature. `not_taken`: answered so that Stripe sends it again.
 */
export const WEBHOOK_OUTCOMES = ['told', 'repeated', 'foreign', 'other_mode', 'forged', 'not_taken'] as const;
export type WebhookOutcome = (typeof WEBHOOK_OUTCOMES)[number];

export interface ReceivedWebhook {
  readonly outcome: WebhookOutcome;
  /** From the event's making at Stripe to its order's knowing it; null unless `told`. */
  readonly lag: Duration | null;
}

/** A request refused because there were too many: of its kind, or open streams, or orders that are open or unpaid. */
export interface Throttled {
  readonly limit: LimitName | 'open_streams' | 'unpaid_orders' | 'open_orders';
  readonly by: CountedBy | 'shop';
}

/** All there are, so that each can be seen before it first happens. */
export const THROTTLES: readonly Throttled[] = [
  ...LIMIT_NAMES.flatMap((limit) => COUNTED_BY.map((by) => ({ limit, by }))),
  { limit: 'open_streams', by: 'user' },
  { limit: 'unpaid_orders', by: 'user' },
  { limit: 'open_orders', by: 'shop' },
];

export interface ApiMeasures {
  request(answered: AnsweredRequest): void;
  webhook(received: ReceivedWebhook): void;
  throttled(what: Throttled): void;
}
