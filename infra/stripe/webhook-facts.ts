// What each handled event type means, as a fact about an order.
import type Stripe from 'stripe';
import type { StripeFact } from '../../domain/payment-facts.ts';
import { disputeFacts, refundFacts, sessionFacts } from './stripe-facts.ts';

export interface ToldFact {
  readonly fact: StripeFact;
  /** As the object's metadata says; null when only its payment tells whose it is. */
  readonly orderId: string | null;
  readonly paymentIntentId: string | null;
}

/** Null for every type that says nothing about an order, and for an object of another shape. */
export function factOf(event: Stripe.Event): ToldFact | null {
  const eventId = event.id;
  switch (event.type) {
    case 'checkout.session.completed':
      return ofSession(event.data.object, (session) => ({ kind: 'SESSION_COMPLETED', eventId, session }));
    case 'checkout.session.expired':
      return ofSession(event.data.object, (session) => ({ kind: 'SESSION_EXPIRED', eventId, session }));
    case 'checkout.session.async_payment_succeeded':
      return ofSession(event.data.object, (session) => ({
        kind: 'ASYNC_PAYMENT_SUCCEEDED',
        eventId,
        session,
      }));
    case 'checkout.session.async_payment_failed':
      return ofSession(event.data.object, (session) => ({ kind: 'ASYNC_PAYMENT_FAILED', eventId, session }));
    case 'refund.created':
    case 'refund.updated':
    case 'refund.failed':
      return ofRefund(event.data.object, eventId);
    case 'charge.dispute.created':
      return ofDispute(event.data.object, { eventId, kind: 'DISPUTE_OPENED' });
    case 'charge.dispute.closed':
      return ofDispute(event.data.object, { eventId, kind: 'DISPUTE_CLOSED' });
    default:
      return null;
  }
}

type SessionFact = Extract<StripeFact, { readonly session: unknown }>;

function ofSession(
  sent: Stripe.Checkout.Session,
  tell: (session: SessionFact['session']) => SessionFact,
): ToldFact | null {
  const session = sessionFacts(sent);
  if (session === null) return null;
  const { orderId, paymentIntentId } = session;
  return { fact: tell(session), orderId: orderId ?? sent.client_reference_id, paymentIntentId };
}

function ofRefund(sent: Stripe.Refund, eventId: string): ToldFact | null {
  const refund = refundFacts(sent);
  if (refund === null) return null;
  const { orderId, paymentIntentId } = refund;
  return { fact: { kind: 'REFUND_CHANGED', eventId, refund }, orderId, paymentIntentId };
}

function ofDispute(
  sent: Stripe.Dispute,
  about: { eventId: string; kind: 'DISPUTE_OPENED' | 'DISPUTE_CLOSED' },
): ToldFact | null {
  const dispute = disputeFacts(sent);
  if (dispute === null) return null;
  return { fact: { ...about, dispute }, orderId: null, paymentIntentId: dispute.paymentIntentId };
}
