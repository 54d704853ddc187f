// Port: turns a signed webhook into a fact, believing nothing before the signature is verified.
import type { OrderId } from '../ids.ts';
import type { StripeFact } from '../payment-facts.ts';
import type { Instant } from '../time.ts';

/** One event of Stripe's that may be about an order. */
export interface ReportedFact {
  readonly eventId: string;
  readonly type: string;
  /** Null when only the payment tells whose it is (refunds and disputes made in the dashboard). */
  readonly orderId: OrderId | null;
  readonly paymentIntentId: string | null;
  readonly fact: StripeFact;
  /** By which it is known to be told already, when that is not simply what the fact says. */
  readonly effect?: string;
}

export type VerifiedWebhook =
  | { readonly kind: 'forged' }
  /** Verified, of a type that says nothing about an order. */
  | { readonly kind: 'foreign'; readonly eventId: string; readonly type: string }
  /** Verified, but live where our key is a test key, or the reverse: an endpoint is set up wrongly. Never believed. */
  | { readonly kind: 'other_mode'; readonly eventId: string; readonly type: string }
  /** What could not be read is a fact, too: `UNREADABLE`. */
  | ({
      readonly kind: 'fact';
      /** When Stripe made the event; null when it does not say. */
      readonly madeAt: Instant | null;
    } & ReportedFact);

export interface StripeWebhooks {
  /** @param body the raw bytes as received; @param signature the `Stripe-Signature` header. */
  verify(body: Uint8Array, signature: string | undefined): VerifiedWebhook;
}

export interface ForwardedEvent {
  readonly eventId: string;
  /** As `effectOf` tells it. */
  readonly effect: string;
  readonly type: string;
  readonly orderId: OrderId | null;
}

export interface StripeEventLog {
  /** Whether this event, or another one that says the same, was forwarded before. */
  isForwarded(event: Pick<ForwardedEvent, 'eventId' | 'effect'>): Promise<boolean>;
  markForwarded(event: ForwardedEvent): Promise<void>;
}
