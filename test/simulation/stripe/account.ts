// Stripe for one order: sessions, the payment, refunds and disputes, and the event that each change makes.

import type { DisputeFacts, RefundFacts, SessionFacts, StripeFact } from '../../../domain/payment-facts.ts';
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
  /** Sessions whose promised payment failed. */
  readonly broken: Set<string>;
  /** Oldest first. */
  readonly refunds: Map<string, RefundFacts>;
  readonly disputes: Map<string, DisputeFacts>;
  /** Refunds that Stripe has called succeeded, whatever became of them. */
  readonly succeeded: Set<string>;
  /** Disputes of a kind that still allow refunds. */
  readonly lenient: Set<string>;
  readonly tell: (news: News) => void;
}

export function createAccount(tell: (news: News) => void): Account {
  return {
    sessions: new Map(),
    payments: new Map(),
    broken: new Set(),
    refunds: new Map(),
    disputes: new Map(),
    succeeded: new Set(),
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
  if (!succeeded) {
    account.broken.add(sessionId);
    return account.tell({ kind: 'ASYNC_PAYMENT_FAILED', session });
  }
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
