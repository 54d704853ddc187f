// Stripe's objects narrowed to the facts an order needs; shared by calls and webhooks. Nothing in them is trusted to have its type.
import { z } from 'zod';
import {
  type DisputeFacts,
  REFUND_OUTCOMES,
  type RefundFacts,
  type SessionFacts,
} from '../../domain/payment-facts.ts';
import { instant } from '../../domain/time.ts';

/** Printable ASCII: whatever else is in an id, a code or an address could not be stored, or is none of Stripe's. */
const printable = (longest: number) =>
  z
    .string()
    .regex(/^[\x20-\x7e]*$/)
    .max(longest);
/** As long as Stripe lets a metadata value be. */
const LONGEST_WORD = 500;
const LONGEST_URL = 8_000;
/** Seconds since 1970 of the last instant a `Date` can be. */
const LAST_SECOND = 8.64e12;

export const stripeId = z.string().regex(/^[\x21-\x7e]{1,255}$/);
export const reference = z
  .union([stripeId, z.object({ id: stripeId }).transform(({ id }) => id)])
  .nullish()
  .transform((id) => id ?? null);
export const amount = z.int().min(0);
export const currency = z
  .string()
  .regex(/^[A-Za-z]{3}$/)
  .transform((code) => code.toUpperCase());
const word = printable(LONGEST_WORD).nullish();
export const metadata = z
  .object({ orderId: word, generation: word })
  .nullish()
  .transform((found) => found ?? {});

const Session = z.object({
  object: z.literal('checkout.session'),
  id: stripeId,
  status: z.enum(['open', 'complete', 'expired']),
  // `no_payment_required` is never said of an order: each one costs something.
  payment_status: z.enum(['paid', 'unpaid']),
  amount_total: amount,
  currency,
  payment_intent: reference,
  client_reference_id: word,
  metadata,
  url: printable(LONGEST_URL).nullish(),
  expires_at: z.int().min(0).max(LAST_SECOND),
  livemode: z.boolean(),
});

const Refund = z.object({
  object: z.literal('refund'),
  id: stripeId,
  status: z.enum(REFUND_OUTCOMES),
  amount,
  currency,
  payment_intent: reference,
  metadata,
  failure_reason: word,
  pending_reason: word,
});

const OVER = ['won', 'lost', 'warning_closed', 'prevented'] as const;
const Dispute = z.object({
  object: z.literal('dispute'),
  id: stripeId,
  payment_intent: reference,
  status: z.enum([
    ...OVER,
    'needs_response',
    'under_review',
    'warning_needs_response',
    'warning_under_review',
  ]),
});

/** Null for anything that is no whole session. */
export function sessionFacts(sent: unknown): SessionFacts | null {
  const read = Session.safeParse(sent);
  if (!read.success) return null;
  const session = read.data;
  return {
    sessionId: session.id,
    orderId: session.metadata.orderId ?? null,
    status: session.status,
    paid: session.payment_status === 'paid',
    total: { cents: session.amount_total, currency: session.currency },
    paymentIntentId: session.payment_intent,
    url: session.url ?? null,
    expiresAt: instant(session.expires_at * 1_000),
    livemode: session.livemode,
  };
}

export function refundFacts(sent: unknown): RefundFacts | null {
  const read = Refund.safeParse(sent);
  if (!read.success) return null;
  const refund = read.data;
  return {
    refundId: refund.id,
    orderId: refund.metadata.orderId ?? null,
    paymentIntentId: refund.payment_intent,
    generation: generationOf(refund.metadata.generation),
    amount: { cents: refund.amount, currency: refund.currency },
    outcome: refund.status,
    reason: refund.failure_reason ?? refund.pending_reason ?? null,
  };
}

function generationOf(text: string | null | undefined): number | null {
  const generation = Number(text ?? undefined);
  return Number.isSafeInteger(generation) && generation > 0 ? generation : null;
}

/** A dispute is over when it is won or lost; a warning that was closed took no money. */
export function disputeFacts(sent: unknown): DisputeFacts | null {
  const read = Dispute.safeParse(sent);
  if (!read.success) return null;
  const { id, payment_intent: paymentIntentId, status } = read.data;
  const isOver = OVER.some((over) => over === status);
  return { disputeId: id, paymentIntentId, won: isOver ? status !== 'lost' : null };
}
