// Port: Stripe's lists, a page at a time, newest first. What is not ours, or not readable, is counted and left out.
import type { DisputeFacts, RefundFacts, ReportedAmount, SessionFacts } from '../payment-facts.ts';
import type { Instant } from '../time.ts';
import type { Answer } from './payments.ts';
import type { ReportedFact } from './stripe-webhooks.ts';

export interface BooksRequest {
  /** What was created then or later. */
  readonly since: Instant;
  /** Of the page before; null for the first. */
  readonly cursor: string | null;
}

export interface BooksPage<T> {
  readonly entries: readonly T[];
  /** How many Stripe listed. */
  readonly listed: number;
  /** Ids of what is ours by its kind and could not be read. */
  readonly unreadable: readonly string[];
  /** Null on the last page. */
  readonly nextCursor: string | null;
}

export interface ChargeFacts {
  readonly chargeId: string;
  /** From its metadata; null when it is not ours. */
  readonly orderId: string | null;
  readonly paymentIntentId: string | null;
  readonly captured: ReportedAmount;
  readonly refundedCents: number;
  /** Also long after the dispute. */
  readonly disputed: boolean;
}

type List<T> = (request: BooksRequest) => Promise<Answer<BooksPage<T>>>;

export interface StripeBooks {
  /** The handled types only, kept by Stripe for 30 days. */
  readonly events: List<ReportedFact>;
  readonly sessions: List<SessionFacts>;
  readonly charges: List<ChargeFacts>;
  readonly refunds: List<RefundFacts>;
  readonly disputes: List<DisputeFacts>;
  readonly disputesOf: (paymentIntentId: string) => Promise<Answer<readonly DisputeFacts[]>>;
}
