// Stripe's objects narrowed to the facts an order needs; shared by calls and webhooks.
import type Stripe from 'stripe';
import {
  type DisputeFacts,
  REFUND_OUTCOMES,
  type RefundFacts,
  type SessionFacts,
} from '../../domain/payment-facts.ts';
import { instant } from '../../domain/time.ts';

const SESSION_STATUSES = ['open', 'complete', 'expired'] as const;

/** Null for anything that is no whole session. */
export function sessionFacts(session: Stripe.Checkout.Session): SessionFacts | null {
  const status = SESSION_STATUSES.find((known) => known === session.status);
  if (session.object !== 'checkout.session' || !session.id || status === undefined) return null;
  if (session.amount_total === null || session.currency === null) return null;
  return {
    sessionId: session.id,
    orderId: session.metadata?.orderId ?? null,
    status,
    paid: session.payment_status === 'paid',
    total: { cents: session.amount_total, currency: session.currency.toUpperCase() },
    paymentIntentId: idOf(session.payment_intent),
    url: session.url,
    expiresAt: instant(session.expires_at * 1_000),
    livemode: session.livemode,
  };
}

export function refundFacts(refund: Stripe.Refund): RefundFacts | null {
  const outcome = REFUND_OUTCOMES.find((known) => known === refund.status);
  if (refund.object !== 'refund' || !refund.id || outcome === undefined) return null;
  return {
    refundId: refund.id,
    orderId: refund.metadata?.orderId ?? null,
    paymentIntentId: idOf(refund.payment_intent),
    generation: generationOf(refund.metadata?.generation),
    amount: { cents: refund.amount, currency: refund.currency.toUpperCase() },
    outcome,
    reason: reasonOf(refund),
  };
}

const reasonOf = ({ failure_reason, pending_reason }: Stripe.Refund): string | null =>
  failure_reason ?? pending_reason ?? null;

function generationOf(text: string | undefined): number | null {
  const generation = Number(text);
  return Number.isSafeInteger(generation) && generation > 0 ? generation : null;
}

/** A dispute is over when it is won or lost; a warning that was closed took no money. */
export function disputeFacts(dispute: Stripe.Dispute): DisputeFacts | null {
  if (dispute.object !== 'dispute' || !dispute.id) return null;
  const isOver = ['won', 'lost', 'warning_closed', 'prevented'].includes(dispute.status);
  return {
    disputeId: dispute.id,
    paymentIntentId: idOf(dispute.payment_intent),
    won: isOver ? dispute.status !== 'lost' : null,
  };
}

export function idOf(reference: string | { readonly id: string } | null): string | null {
  return typeof reference === 'string' ? reference : (reference?.id ?? null);
}
