// Port: what the API tells those who count: requests and webhooks, never whose they are.
import type { Duration } from '../time.ts';

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

export interface ApiMeasures {
  request(answered: AnsweredRequest): void;
  webhook(received: ReceivedWebhook): void;
}
