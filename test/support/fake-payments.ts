// Payments in memory: a Stripe that answers as told, for workflow tests. It keeps keys, sessions and refunds.
import type { OrderId } from '../../domain/ids.ts';
import type { RefundFacts, RefundOutcome, SessionFacts } from '../../domain/payment-facts.ts';
import type { Answer, CheckoutRequest, Payments, RefundRequest } from '../../domain/ports/payments.ts';

type Method = keyof Payments;
type Fault = 'unknown' | 'unknown_after' | 'replayed' | 'refused' | 'key_refused';

export interface FakePayments extends Payments {
  readonly calls: { readonly method: Method; readonly key?: string }[];
  readonly refunds: RefundFacts[];
  /** The next calls of `method` meet these faults, in order; `unknown_after` takes effect and loses its answer. */
  fault(method: Method, ...faults: Fault[]): void;
  session(orderId: OrderId): SessionFacts;
  /** The customer acts on the payment page. @returns the session as the webhook would tell it. */
  settle(orderId: OrderId, change: Partial<SessionFacts>): SessionFacts;
  pay(orderId: OrderId): SessionFacts;
  /** What becomes of refunds made from now on. */
  refundOutcome: RefundOutcome;
  settleRefund(refundId: string, outcome: RefundOutcome): RefundFacts;
}

const FAULTS: Readonly<Record<Exclude<Fault, 'unknown_after'>, Answer<never>>> = {
  unknown: { kind: 'unknown', message: 'timeout', replayed: false },
  replayed: { kind: 'unknown', message: 'stored 500', replayed: true },
  refused: { kind: 'refused', code: 'parameter_invalid', message: 'no' },
  key_refused: { kind: 'key_refused', message: 'Invalid API Key' },
};

export function fakePayments(): FakePayments {
  const sessions = new Map<string, SessionFacts>();
  const answers = new Map<string, SessionFacts | RefundFacts>();
  const faults = new Map<Method, Fault[]>();
  const refunds: RefundFacts[] = [];
  const calls: { method: Method; key?: string }[] = [];
  let count = 0;

  function answer<T>(method: Method, effect: () => T, key?: string): Promise<Answer<T>> {
    calls.push(key === undefined ? { method } : { method, key });
    const fault = faults.get(method)?.shift();
    if (fault === undefined) return Promise.resolve({ kind: 'done', value: effect() });
    if (fault !== 'unknown_after') return Promise.resolve(FAULTS[fault]);
    effect();
    return Promise.resolve(FAULTS.unknown);
  }
  /** The same key gives the first answer again. */
  function once<T extends SessionFacts | RefundFacts>(key: string, make: () => T): T {
    const known = answers.get(key);
    // The key names one kind of object, so what was stored under it is a T.
    if (known !== undefined) return known as T;
    const made = make();
    answers.set(key, made);
    return made;
  }
  const sessionOf = (orderId: OrderId): SessionFacts => {
    const found = [...sessions.values()].filter((session) => session.orderId === orderId).at(-1);
    if (found === undefined) throw new Error(`no session of ${orderId}`);
    return found;
  };
  const settle = (orderId: OrderId, change: Partial<SessionFacts>): SessionFacts => {
    const settled = { ...sessionOf(orderId), url: null, ...change };
    sessions.set(settled.sessionId, settled);
    return settled;
  };
  const fake: FakePayments = {
    calls,
    refunds,
    refundOutcome: 'succeeded',
    fault: (method, ...next) => faults.set(method, [...(faults.get(method) ?? []), ...next]),
    session: sessionOf,
    settle,
    pay: (orderId) => settle(orderId, { status: 'complete', paid: true, paymentIntentId: `pi_${orderId}` }),
    settleRefund(refundId, outcome) {
      const index = refunds.findIndex((refund) => refund.refundId === refundId);
      const before = refunds[index];
      if (before === undefined) throw new Error(`no refund ${refundId}`);
      const settled = { ...before, outcome };
      refunds[index] = settled;
      return settled;
    },
    openCheckout: (request) =>
      answer('openCheckout', () => once(request.idempotencyKey, () => open(request)), request.idempotencyKey),
    expireCheckout: ({ sessionId, idempotencyKey }) =>
      answer('expireCheckout', () => expire(sessionId), idempotencyKey),
    lookUpSession: (sessionId) => answer('lookUpSession', () => sessions.get(sessionId) ?? null),
    findSessions: (orderId) =>
      answer('findSessions', () => [...sessions.values()].filter((session) => session.orderId === orderId)),
    refund: (request) =>
      answer('refund', () => once(request.idempotencyKey, () => refund(request)), request.idempotencyKey),
    listRefunds: (paymentIntentId) =>
      answer('listRefunds', () =>
        refunds.filter((made) => made.paymentIntentId === paymentIntentId).toReversed(),
      ),
    lookUpPayment: () =>
      answer('lookUpPayment', () => ({ capturedCents: 0, refundedCents: 0, disputed: false })),
  };

  function open(request: CheckoutRequest): SessionFacts {
    count += 1;
    const session: SessionFacts = {
      sessionId: `cs_test_${request.orderId}_${count}`,
      orderId: request.orderId,
      status: 'open',
      paid: false,
      total: { cents: request.items.reduce((cents, item) => cents + item.price.cents, 0), currency: 'EUR' },
      paymentIntentId: null,
      url: `https://pay.test/${request.orderId}`,
      expiresAt: request.expiresAt,
      livemode: false,
    };
    sessions.set(session.sessionId, session);
    return session;
  }
  function expire(sessionId: string): SessionFacts {
    const session = sessions.get(sessionId);
    if (session === undefined) throw new Error(`no session ${sessionId}`);
    const expired: SessionFacts =
      session.status === 'open' ? { ...session, status: 'expired', url: null } : session;
    sessions.set(sessionId, expired);
    return expired;
  }
  function refund(request: RefundRequest): RefundFacts {
    count += 1;
    const made: RefundFacts = {
      refundId: `re_${count}`,
      orderId: request.orderId,
      paymentIntentId: request.paymentIntentId,
      amount: request.amount,
      outcome: fake.refundOutcome,
      reason: null,
    };
    refunds.push(made);
    return made;
  }
  return fake;
}
