// Everything that can happen to an order after it was placed. Each that changes it is one timeline entry.
import type { Actor } from './actor.ts';
import type { FailureCode } from './failures.ts';
import type { Reason } from './order-status.ts';
import type { Instant } from './time.ts';

export interface Checkout {
  readonly sessionId: string;
  readonly url: string;
  readonly expiresAt: Instant;
  readonly livemode: boolean;
}

/** Why an operator has to look at an order. */
export const ATTENTION_CODES = [
  'STRIPE_KEY_REFUSED',
  'STRIPE_REQUEST_REFUSED',
  'PAYMENT_MISMATCH',
  'REFUND_FAILED',
  'DISPUTED',
  'REFUNDED_ELSEWHERE',
  'STRIPE_UNREADABLE',
  'EVENT_UNREADABLE',
] as const;
export type AttentionCode = (typeof ATTENTION_CODES)[number];
/** Each cause once, in the order of `ATTENTION_CODES`. */
export type Causes = readonly AttentionCode[];

/** What a looked-up session is: its page open, paid, promised by an async method, unpaid for good, or not at Stripe. */
export type CheckedPayment = 'OPEN' | 'PAID' | 'PROMISED' | 'EXPIRED' | 'MISSING';

export type OrderEvent =
  | { readonly type: 'CHECKOUT_OPENED'; readonly by: Actor; readonly checkout: Checkout }
  | { readonly type: 'PAYMENT_PROCESSING'; readonly by: Actor; readonly paymentIntentId: string | null }
  | { readonly type: 'PAYMENT_CONFIRMED'; readonly by: Actor; readonly paymentIntentId: string }
  | {
      readonly type: 'PAYMENT_ABANDONED';
      readonly by: Actor;
      readonly why: 'SESSION_EXPIRED' | 'PAYMENT_FAILED' | 'NO_SESSION';
    }
  | { readonly type: 'PAYMENT_MISMATCH'; readonly by: Actor; readonly field: string }
  | {
      readonly type: 'BUTCHER_ALERTED';
      readonly by: Actor;
      readonly remindAt: Instant;
      readonly decisionDeadline: Instant;
    }
  | { readonly type: 'BUTCHER_REMINDED'; readonly by: Actor }
  | { readonly type: 'ACCEPTED'; readonly by: Actor }
  | { readonly type: 'REJECTED'; readonly by: Actor; readonly reason: Reason }
  | { readonly type: 'CANCELLED'; readonly by: Actor; readonly reason: Reason }
  | { readonly type: 'READY'; readonly by: Actor }
  | { readonly type: 'COLLECTED'; readonly by: Actor }
  | { readonly type: 'NO_SHOW'; readonly by: Actor }
  | { readonly type: 'REFUND_REQUESTED'; readonly by: Actor; readonly generation: number }
  | {
      readonly type: 'REFUND_PENDING';
      readonly by: Actor;
      readonly refundId: string;
      readonly reason: string | null;
    }
  | { readonly type: 'REFUND_SUCCEEDED'; readonly by: Actor; readonly refundId: string | null }
  | {
      readonly type: 'REFUND_FAILED';
      readonly by: Actor;
      readonly refundId: string | null;
      readonly reason: string | null;
    }
  | {
      readonly type: 'DISPUTE_OPENED';
      readonly by: Actor;
      /** Null when Stripe told of it by refusing a refund. */
      readonly disputeId: string | null;
    }
  | { readonly type: 'DISPUTE_CLOSED'; readonly by: Actor; readonly disputeId: string; readonly won: boolean }
  | { readonly type: 'ATTENTION_RAISED'; readonly by: Actor; readonly code: AttentionCode }
  | { readonly type: 'ATTENTION_CLEARED'; readonly by: Actor; readonly code: AttentionCode }
  /** A person has seen to what no program can settle. */
  | { readonly type: 'ACKNOWLEDGED'; readonly by: Actor; readonly code: AttentionCode }
  | {
      readonly type: 'DECISION_EXTENDED';
      readonly by: Actor;
      readonly remindAt: Instant;
      readonly decisionDeadline: Instant;
    }
  /** An operator had the session looked up at Stripe; `found` is what it said, and changes nothing by itself. */
  | { readonly type: 'PAYMENT_CHECKED'; readonly by: Actor; readonly found: CheckedPayment }
  /** Its workflow was lost, and another one goes on with it. */
  | { readonly type: 'RESUMED'; readonly by: Actor }
  | {
      readonly type: 'MESSAGE_REFUSED';
      readonly by: Actor;
      readonly message: string;
      readonly code: FailureCode;
    };

export type OrderEventType = OrderEvent['type'];
