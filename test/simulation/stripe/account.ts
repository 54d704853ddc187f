// Stripe for one order: sessions, the payment, refunds and disputes, and the event that each change makes.

import type { OrderId } from '../../../domain/ids.ts';
import type {
  DisputeFacts,
  RefundFacts,
  RefundOutcome,
  SessionFacts,
  StripeFact,
} from '../../../domain/payment-facts.ts';
import type { CheckoutRequest } from '../../../domain/ports/payments.ts';

export interface Payment {
  readonly paymentIntentId: string;
  readonly sessionId: string;
  readonly capturedCents: number;
  readonly currency: string;
}

/** A fact without the event that tells it. */
export type News = {
  [K in StripeFact['kind']]: Omit<Extract<StripeFact, { kind: K }>, 'eventId'>;
}[StripeFact['kind']];

export interface Account {
  readonly sessions: Map<string, SessionFacts>;
  readonly payments: Map<string, Payment>;
  /** Oldest first. */
  readonly refunds: Map<string, RefundFacts>;
  readonly disputes: Map<string, DisputeFacts>;
  /** Disputes of a kind that still allow refunds. */
  readonly lenient: Set<string>;
  readonly tell: (news: News) => void;
}

export function createAccount(tell: (news: News) => void): Account {
  return {
    sessions: new Map(),
    payments: new Map(),
    refunds: new Map(),
    disputes: new Map(),
    lenient: new Set(),
    tell,
  };
}

export function openSession(account: Account, request: CheckoutRequest): SessionFacts {
  const session: SessionFacts = {
    sessionId: `cs_test_${account.sessions.size + 1}`,
    orderId: request.orderId,
    status: 'open',
    paid: false,
    total: { cents: request.items.reduce((cents, item) => cents + item.price.cents, 0), currency: 'EUR' },
    paymentIntentId: null,
    url: `https://pay.test/${account.sessions.size + 1}`,
    expiresAt: request.expiresAt,
    livemode: false,
  };
  account.sessions.set(session.sessionId, session);
  return session;
}

/** @returns null when it is not open any more. */
export function expireSession(account: Account, sessionId: string): SessionFacts | null {
  const session = account.sessions.get(sessionId);
  if (session?.status !== 'open') return null;
  const expired = change(account, session, { status: 'expired', url: null });
  account.tell({ kind: 'SESSION_EXPIRED', session: expired });
  return expired;
}

/** The customer finishes the page: with a card at once, or promising a payment that settles later. */
export function completeSession(account: Account, sessionId: string, paid: boolean): SessionFacts | null {
  const session = account.sessions.get(sessionId);
  if (session?.status !== 'open') return null;
  const paymentIntentId = `pi_${sessionId}`;
  const complete = change(account, session, { status: 'complete', url: null, paid, paymentIntentId });
  if (paid) capture(account, complete);
  account.tell({ kind: 'SESSION_COMPLETED', session: complete });
  return complete;
}

/** The end of a promised payment. */
export function settlePayment(account: Account, sessionId: string, succeeded: boolean): void {
  const session = account.sessions.get(sessionId);
  if (session?.status !== 'complete' || session.paid) return;
  if (!succeeded) return account.tell({ kind: 'ASYNC_PAYMENT_FAILED', session });
  const paid = change(account, session, { paid: true });
  capture(account, paid);
  account.tell({ kind: 'ASYNC_PAYMENT_SUCCEEDED', session: paid });
}

function capture(account: Account, session: SessionFacts): void {
  const paymentIntentId = session.paymentIntentId ?? '';
  account.payments.set(paymentIntentId, {
    paymentIntentId,
    sessionId: session.sessionId,
    capturedCents: session.total.cents,
    currency: session.total.currency,
  });
}

function change(account: Account, session: SessionFacts, to: Partial<SessionFacts>): SessionFacts {
  const changed = { ...session, ...to };
  account.sessions.set(session.sessionId, changed);
  return changed;
}

/** Cents that are back with the customer, or on their way. */
export function heldCents(account: Account, paymentIntentId: string): number {
  const isHeld = ({ outcome }: RefundFacts): boolean => outcome !== 'failed' && outcome !== 'canceled';
  return [...account.refunds.values()]
    .filter((refund) => refund.paymentIntentId === paymentIntentId && isHeld(refund))
    .reduce((cents, refund) => cents + refund.amount.cents, 0);
}

export interface RefundOrder {
  /** Null for one made by hand in the dashboard. */
  readonly orderId: OrderId | null;
  readonly generation: number | null;
  readonly payment: Payment;
  readonly cents: number;
  readonly outcome: RefundOutcome;
  readonly reason: string | null;
}

export function makeRefund(
  account: Account,
  { orderId, generation, payment, cents, outcome, reason }: RefundOrder,
): RefundFacts {
  const refund: RefundFacts = {
    refundId: `re_${account.refunds.size + 1}`,
    orderId,
    paymentIntentId: payment.paymentIntentId,
    generation,
    amount: { cents, currency: payment.currency },
    outcome,
    reason,
  };
  account.refunds.set(refund.refundId, refund);
  account.tell({ kind: 'REFUND_CHANGED', refund });
  return refund;
}

export function settleRefund(account: Account, refundId: string, outcome: RefundOutcome): void {
  const refund = account.refunds.get(refundId);
  if (refund === undefined || refund.outcome === outcome) return;
  if (refund.outcome === 'failed' || refund.outcome === 'canceled') return;
  const reason = outcome === 'failed' ? 'expired_or_canceled_card' : null;
  const settled = { ...refund, outcome, reason };
  account.refunds.set(refundId, settled);
  account.tell({ kind: 'REFUND_CHANGED', refund: settled });
}

/** Money that is all back already is not disputed. */
export function openDispute(account: Account, paymentIntentId: string, isLenient: boolean): void {
  const payment = account.payments.get(paymentIntentId);
  if (payment === undefined || account.disputes.has(paymentIntentId)) return;
  if (heldCents(account, paymentIntentId) >= payment.capturedCents) return;
  const dispute: DisputeFacts = { disputeId: `dp_${paymentIntentId}`, paymentIntentId, won: null };
  account.disputes.set(paymentIntentId, dispute);
  if (isLenient) account.lenient.add(paymentIntentId);
  account.tell({ kind: 'DISPUTE_OPENED', dispute });
}

export function closeDispute(account: Account, paymentIntentId: string, won: boolean): void {
  const dispute = account.disputes.get(paymentIntentId);
  if (dispute?.won !== null) return;
  const closed = { ...dispute, won };
  account.disputes.set(paymentIntentId, closed);
  account.tell({ kind: 'DISPUTE_CLOSED', dispute: closed });
}
