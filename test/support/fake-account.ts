// What a Stripe account holds, in memory: sessions, refunds, and the first answer of each idempotency key.
import type { OrderId } from '../../domain/ids.ts';
import type { RefundFacts, RefundOutcome, SessionFacts } from '../../domain/payment-facts.ts';
import type { CheckoutRequest, RefundRequest } from '../../domain/ports/payments.ts';

export interface FakeAccount {
  readonly sessions: Map<string, SessionFacts>;
  readonly refunds: RefundFacts[];
  /** Payments whose dispute is open or lost. */
  readonly disputed: Set<string>;
  readonly openedBy: Map<string, SessionFacts>;
  readonly refundedBy: Map<string, RefundFacts>;
  /** What becomes of refunds made from now on. */
  refundOutcome: RefundOutcome;
  refundReason: string | null;
}

export function fakeAccount(): FakeAccount {
  return {
    sessions: new Map(),
    refunds: [],
    disputed: new Set(),
    openedBy: new Map(),
    refundedBy: new Map(),
    refundOutcome: 'succeeded',
    refundReason: null,
  };
}

/** The same key gives the first answer again. */
export function once<T>(answers: Map<string, T>, key: string, make: () => T): T {
  const known = answers.get(key);
  if (known !== undefined) return known;
  const made = make();
  answers.set(key, made);
  return made;
}

export function sessionOf(account: FakeAccount, orderId: OrderId): SessionFacts {
  const found = [...account.sessions.values()].filter((session) => session.orderId === orderId).at(-1);
  if (found === undefined) throw new Error(`no session of ${orderId}`);
  return found;
}

export function openSession(account: FakeAccount, request: CheckoutRequest): SessionFacts {
  const session: SessionFacts = {
    sessionId: `cs_test_${request.orderId}_${account.sessions.size + 1}`,
    orderId: request.orderId,
    status: 'open',
    paid: false,
    total: { cents: request.items.reduce((cents, item) => cents + item.price.cents, 0), currency: 'EUR' },
    paymentIntentId: null,
    url: `https://pay.test/${request.orderId}`,
    expiresAt: request.expiresAt,
    livemode: false,
  };
  account.sessions.set(session.sessionId, session);
  return session;
}

export function expireSession(account: FakeAccount, sessionId: string): SessionFacts {
  const session = account.sessions.get(sessionId);
  if (session === undefined) throw new Error(`no session ${sessionId}`);
  if (session.status !== 'open') return session;
  const expired: SessionFacts = { ...session, status: 'expired', url: null };
  account.sessions.set(sessionId, expired);
  return expired;
}

export function makeRefund(account: FakeAccount, request: RefundRequest): RefundFacts {
  const made: RefundFacts = {
    refundId: `re_${account.refunds.length + 1}`,
    orderId: request.orderId,
    paymentIntentId: request.paymentIntentId,
    generation: request.generation,
    amount: request.amount,
    outcome: account.refundOutcome,
    reason: account.refundReason,
  };
  account.refunds.push(made);
  return made;
}

export function settleRefund(account: FakeAccount, refundId: string, outcome: RefundOutcome): RefundFacts {
  const index = account.refunds.findIndex((refund) => refund.refundId === refundId);
  const before = account.refunds[index];
  if (before === undefined) throw new Error(`no refund ${refundId}`);
  const settled = { ...before, outcome };
  account.refunds[index] = settled;
  return settled;
}
