// Port: what the service asks of Stripe. Every answer is one of three: done, refused, or unknown.
import type { OrderId } from '../ids.ts';
import type { Money } from '../money.ts';
import type { OrderItem } from '../order-item.ts';
import type { RefundFacts, SessionFacts } from '../payment-facts.ts';
import type { Instant } from '../time.ts';

/**
 * `refused` is Stripe's definitive no to this very request; `key_refused` an operator's matter (401, 403);
 * `unknown` means the effect may or may not have happened (timeout, lost connection, 409, 429, 5xx): look it up
 * before acting. `replayed`: Stripe repeats its stored answer, so the same key will never answer otherwise.
 * `unreadable`: an answer that is not what Stripe's API describes; nothing is known then, either.
 */
export type Answer<T> =
  | { readonly kind: 'done'; readonly value: T }
  | { readonly kind: 'refused'; readonly code: string; readonly message: string }
  | { readonly kind: 'key_refused'; readonly message: string }
  | { readonly kind: 'unknown'; readonly message: string; readonly replayed: boolean }
  | { readonly kind: 'unreadable'; readonly message: string };

export interface CheckoutRequest {
  readonly orderId: OrderId;
  readonly items: readonly OrderItem[];
  readonly email: string | null;
  readonly expiresAt: Instant;
  readonly idempotencyKey: string;
}

export interface RefundRequest {
  readonly orderId: OrderId;
  readonly paymentIntentId: string;
  readonly amount: Money;
  /** Which attempt this is, from 1; found again at the refund. */
  readonly generation: number;
  readonly idempotencyKey: string;
}

export interface Payments {
  /** Creates a Checkout Session. */
  openCheckout(request: CheckoutRequest): Promise<Answer<SessionFacts>>;
  /** Expires a session. `refused` when it is not open (any more): look it up. */
  expireCheckout(request: {
    readonly sessionId: string;
    readonly idempotencyKey: string;
  }): Promise<Answer<SessionFacts>>;
  /** `done` with null when Stripe knows no such session. */
  lookUpSession(sessionId: string): Promise<Answer<SessionFacts | null>>;
  /** The order's sessions created since `since` (all pages), newest first; for a lost answer. */
  findSessions(orderId: OrderId, since: Instant): Promise<Answer<readonly SessionFacts[]>>;
  /** Refunds part or all of a payment. `refused` with code `charge_already_refunded` when the money is already back. */
  refund(request: RefundRequest): Promise<Answer<RefundFacts>>;
  /** All refunds of a payment, newest first. */
  listRefunds(paymentIntentId: string): Promise<Answer<readonly RefundFacts[]>>;
  /** Whose payment it is, what was captured of it, and whether it is disputed. */
  lookUpPayment(paymentIntentId: string): Promise<Answer<PaymentFacts>>;
}

export interface PaymentFacts {
  /** From the payment's metadata; null when it is not ours. */
  readonly orderId: string | null;
  readonly capturedCents: number;
  readonly refundedCents: number;
  /** A dispute is open, or was lost: the customer's bank has the money, and a refund would pay twice. */
  readonly disputed: boolean;
}
