// What Stripe says becomes what happened to the order, once it is proven to be about this order.
import { STRIPE } from '../domain/actor.ts';
import { isTold } from '../domain/attention.ts';
import type { OrderEvent } from '../domain/order-event.ts';
import type { OrderState } from '../domain/order-state.ts';
import type { DisputeFacts, RefundFacts, SessionFacts, StripeFact } from '../domain/payment-facts.ts';
import { paymentMismatch } from '../domain/payment-match.ts';
import { owesRefund } from '../domain/refund-owed.ts';
import { happen, happenOrNote, noteRefused, type OrderRun, raiseAttention } from './order-run.ts';

/** Takes in a verified event once; one that speaks of a session or a payment not yet known here waits for it. */
export function believeFact(order: OrderRun, fact: StripeFact): void {
  if (order.seenEvents.has(fact.eventId)) return;
  if (isEarly(order, fact)) {
    order.early.push(fact);
    // A refund or a dispute tells of a payment whose own event is late, or lost.
    if (!('session' in fact)) order.lookUpWanted = true;
    return;
  }
  order.seenEvents.add(fact.eventId);
  believe(order, fact);
}

function isEarly({ state }: OrderRun, fact: StripeFact): boolean {
  if (fact.kind === 'UNREADABLE') return false;
  if ('session' in fact) return state.checkout === null;
  return state.paymentStatus === 'AWAITING' || state.paymentStatus === 'PROCESSING';
}

export function believeEarlyFacts(order: OrderRun): void {
  for (const fact of order.early.splice(0)) believeFact(order, fact);
}

/** Facts about a session this order never came to know, at its end: never paid, but an operator's matter. */
export function believeOrphanFacts(order: OrderRun): void {
  for (const fact of order.early.splice(0)) believe(order, fact);
}

function believe(order: OrderRun, fact: StripeFact): void {
  switch (fact.kind) {
    case 'SESSION_COMPLETED':
    case 'ASYNC_PAYMENT_SUCCEEDED':
      return believeSession(order, fact.session);
    case 'SESSION_EXPIRED':
      return believeUnpaid(order, fact.session, 'SESSION_EXPIRED');
    case 'ASYNC_PAYMENT_FAILED':
      return believeUnpaid(order, fact.session, 'PAYMENT_FAILED');
    case 'REFUND_CHANGED':
      return believeRefund(order, fact.refund);
    case 'DISPUTE_OPENED':
      return happenOrNote(order, disputeOpened(fact.dispute.disputeId), 'stripeEvent');
    case 'DISPUTE_CLOSED':
      return believeDisputeOver(order, fact.dispute);
    case 'UNREADABLE':
      return noteUnreadable(order, fact);
  }
}

/** What was refunded before the dispute may have failed during it. */
function believeDisputeOver(order: OrderRun, { disputeId, won }: DisputeFacts): void {
  happenOrNote(order, { type: 'DISPUTE_CLOSED', by: STRIPE, disputeId, won: won === true }, 'stripeEvent');
  if (order.state.paymentStatus === 'REFUNDED') order.lookUpWanted = true;
}

/** A completed session: paid, or promised by an async method. A mismatch is never paid. */
export function believeSession(order: OrderRun, session: SessionFacts): void {
  if (session.status === 'open') return;
  if (session.status === 'expired') return believeUnpaid(order, session, 'SESSION_EXPIRED');
  const { checkout } = order.state;
  const field = checkout === null ? 'sessionId' : paymentMismatch(order.placed, checkout, session);
  if (field !== null) {
    noteMismatch(order, field);
  } else if (session.paid && session.paymentIntentId !== null) {
    happenOrNote(
      order,
      { type: 'PAYMENT_CONFIRMED', by: STRIPE, paymentIntentId: session.paymentIntentId },
      'stripeEvent',
    );
    believeEarlyFacts(order);
  } else {
    happen(order, { type: 'PAYMENT_PROCESSING', by: STRIPE, paymentIntentId: session.paymentIntentId });
  }
}

/** Told once per cause: the daily look-up finds the same session again. */
function noteMismatch(order: OrderRun, field: string): void {
  if (isTold(order.state, 'PAYMENT_MISMATCH') && order.mismatch === field) return;
  order.mismatch = field;
  happen(order, { type: 'PAYMENT_MISMATCH', by: STRIPE, field });
}

type Unpaid = Extract<OrderEvent, { type: 'PAYMENT_ABANDONED' }>['why'];

function believeUnpaid(order: OrderRun, session: SessionFacts, why: Unpaid): void {
  if (session.sessionId !== order.state.checkout?.sessionId) return;
  // A refusal or cancellation that waits for the page to close comes first, else the order would count as expired.
  const { withdrawal } = order;
  if (withdrawal !== null) {
    order.withdrawal = null;
    happen(order, withdrawal);
  }
  happen(order, { type: 'PAYMENT_ABANDONED', by: STRIPE, why });
}

/**
 * A refund tells of a payment as a whole only together with its siblings: anything new is looked up. One made by hand
 * in Stripe's dashboard while the order goes on is an operator's matter.
 */
function believeRefund(order: OrderRun, refund: RefundFacts): void {
  if (order.state.refund === null && !owesRefund(order.state)) return noteByHand(order);
  if (!isKnown(order.state, refund)) order.lookUpWanted = true;
}

/** What it hides is looked up; who reads the timeline finds the event at Stripe by its id. */
function noteUnreadable(order: OrderRun, { event }: Unreadable): void {
  noteRefused(order, { by: STRIPE, message: event, code: 'STRIPE_UNREADABLE' });
  raiseAttention(order, 'EVENT_UNREADABLE');
  order.lookUpWanted = true;
}

type Unreadable = Extract<StripeFact, { readonly kind: 'UNREADABLE' }>;

/** Told once, however often Stripe tells of it. */
function noteByHand(order: OrderRun): void {
  if (order.state.attention.includes('REFUNDED_ELSEWHERE')) return;
  noteRefused(order, { by: STRIPE, message: 'stripeEvent', code: 'NOT_ALLOWED_YET' });
  raiseAttention(order, 'REFUNDED_ELSEWHERE');
}

function isKnown({ refund, paymentStatus }: OrderState, told: RefundFacts): boolean {
  if (refund?.refundId !== told.refundId) return false;
  return told.outcome === 'succeeded'
    ? paymentStatus === 'REFUNDED'
    : told.outcome === 'pending' && paymentStatus !== 'PAID';
}

const disputeOpened = (disputeId: string): OrderEvent => ({ type: 'DISPUTE_OPENED', by: STRIPE, disputeId });
