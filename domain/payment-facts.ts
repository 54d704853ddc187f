// What Stripe says about a session, a refund or a dispute, narrowed to what an order needs.
import type { Instant } from './time.ts';

/** An amount as Stripe reports it; the currency (upper case) is not yet known to be ours. */
export interface ReportedAmount {
  readonly cents: number;
  readonly currency: string;
}

export interface SessionFacts {
  readonly sessionId: string;
  /** From the session's metadata; null when the session is not ours. */
  readonly orderId: string | null;
  readonly status: 'open' | 'complete' | 'expired';
  readonly paid: boolean;
  readonly total: ReportedAmount;
  readonly paymentIntentId: string | null;
  /** Where the customer pays; null once the session is no longer open. */
  readonly url: string | null;
  readonly expiresAt: Instant;
  readonly livemode: boolean;
}

export const REFUND_OUTCOMES = ['pending', 'requires_action', 'succeeded', 'failed', 'canceled'] as const;
export type RefundOutcome = (typeof REFUND_OUTCOMES)[number];

export interface RefundFacts {
  readonly refundId: string;
  readonly orderId: string | null;
  readonly paymentIntentId: string | null;
  /** Which of our attempts made it, from its metadata; null or absent when none did. */
  readonly generation?: number | null;
  readonly amount: ReportedAmount;
  readonly outcome: RefundOutcome;
  /** Stripe's `failure_reason` or `pending_reason`, for people to read. */
  readonly reason: string | null;
}

export interface DisputeFacts {
  readonly disputeId: string;
  readonly paymentIntentId: string | null;
  /** Whether the money is back with the shop; null while the dispute is open. */
  readonly won: boolean | null;
}

/** A verified Stripe event, as it is signalled to the workflow. */
export type StripeFact =
  | { readonly kind: 'SESSION_COMPLETED'; readonly eventId: string; readonly session: SessionFacts }
  | { readonly kind: 'SESSION_EXPIRED'; readonly eventId: string; readonly session: SessionFacts }
  | { readonly kind: 'ASYNC_PAYMENT_SUCCEEDED'; readonly eventId: string; readonly session: SessionFacts }
  | { readonly kind: 'ASYNC_PAYMENT_FAILED'; readonly eventId: string; readonly session: SessionFacts }
  | { readonly kind: 'REFUND_CHANGED'; readonly eventId: string; readonly refund: RefundFacts }
  | { readonly kind: 'DISPUTE_OPENED'; readonly eventId: string; readonly dispute: DisputeFacts }
  | { readonly kind: 'DISPUTE_CLOSED'; readonly eventId: string; readonly dispute: DisputeFacts }
  /**
   * Signed by Stripe and of a type that matters, but not as Stripe's API describes it: tells nothing, and hides
   * something. `event` is its type and id, to find it at Stripe by; no two say the same.
   */
  | { readonly kind: 'UNREADABLE'; readonly eventId: string; readonly event: string };

export type StripeFactKind = StripeFact['kind'];

/** The Stripe event types the service handles and what each one means. Everything else is foreign. */
export const STRIPE_EVENT_MEANING = {
  'checkout.session.completed': 'SESSION_COMPLETED',
  'checkout.session.expired': 'SESSION_EXPIRED',
  'checkout.session.async_payment_succeeded': 'ASYNC_PAYMENT_SUCCEEDED',
  'checkout.session.async_payment_failed': 'ASYNC_PAYMENT_FAILED',
  'refund.created': 'REFUND_CHANGED',
  'refund.updated': 'REFUND_CHANGED',
  'refund.failed': 'REFUND_CHANGED',
  'charge.dispute.created': 'DISPUTE_OPENED',
  'charge.dispute.closed': 'DISPUTE_CLOSED',
} as const satisfies Record<string, StripeFactKind>;

export type StripeEventType = keyof typeof STRIPE_EVENT_MEANING;
