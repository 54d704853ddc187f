// What the second look has before it: one order as Stripe, the database and Temporal know it now.
import type { OrderId } from '../ids.ts';
import type { DisputeFacts, RefundFacts, SessionFacts } from '../payment-facts.ts';
import { refundTally } from '../refund-tally.ts';
import type { Instant } from '../time.ts';
import type { Finding, FindingCode } from './findings.ts';
import type { Attendance, OrderEntry } from './order-entry.ts';

export interface PaymentLook {
  readonly paymentIntentId: string;
  readonly capturedCents: number;
  /** All of the payment, newest first. */
  readonly refunds: readonly RefundFacts[];
  readonly disputes: readonly DisputeFacts[];
}

export interface OrderLook {
  readonly orderId: OrderId;
  readonly row: OrderEntry | null;
  /** The row's own, and others that name the order. */
  readonly sessions: readonly SessionFacts[];
  readonly payments: readonly PaymentLook[];
  /** Ids of sessions and payments whose answers made no sense: nothing is known of these, nor said. */
  readonly unreadable: readonly string[];
  readonly attendance: Attendance;
  readonly now: Instant;
}

export interface KnownOrder extends OrderLook {
  readonly row: OrderEntry;
}

export const keptCents = ({ capturedCents, refunds }: PaymentLook): number =>
  capturedCents - refundTally(refunds).heldCents;

export const ownSession = ({ row, sessions }: OrderLook): SessionFacts | undefined =>
  sessions.find(({ sessionId }) => sessionId === row?.sessionId);

export const ownPayment = ({ row, payments }: OrderLook): PaymentLook | undefined =>
  payments.find(({ paymentIntentId }) => paymentIntentId === row?.paymentIntentId);

export function finding(
  look: OrderLook,
  code: FindingCode,
  about: { ids: readonly string[]; facts?: string },
): Finding {
  return { code, orderId: look.orderId, stripeIds: about.ids, facts: about.facts ?? '' };
}
