// Payments on a fake account, with faults on demand: for workflow and activity tests.
import type { OrderId } from '../../domain/ids.ts';
import type { RefundFacts, RefundOutcome, SessionFacts } from '../../domain/payment-facts.ts';
import type { Answer, Payments } from '../../domain/ports/payments.ts';
import {
  expireSession,
  type FakeAccount,
  fakeAccount,
  makeRefund,
  once,
  openSession,
  sessionOf,
  settleRefund,
} from './fake-account.ts';

type Method = keyof Payments;
type Fault = 'unknown' | 'unknown_after' | 'replayed' | 'refused' | 'disputed' | 'key_refused' | 'unreadable';

export interface FakePayments extends Payments {
  readonly calls: { readonly method: Method; readonly key: string | undefined }[];
  readonly account: FakeAccount;
  readonly refunds: RefundFacts[];
  /** The next calls of `method` meet these faults, in order; `unknown_after` takes effect and loses its answer. */
  fault(method: Method, ...faults: Fault[]): void;
  session(orderId: OrderId): SessionFacts;
  /** The customer acts on the payment page. @returns the session as the webhook would tell it. */
  settle(orderId: OrderId, change: Partial<SessionFacts>): SessionFacts;
  pay(orderId: OrderId): SessionFacts;
  settleRefund(refundId: string, outcome: RefundOutcome): RefundFacts;
}

const FAULTS: Readonly<Record<Exclude<Fault, 'unknown_after'>, Answer<never>>> = {
  unknown: { kind: 'unknown', message: 'timeout', replayed: false },
  replayed: { kind: 'unknown', message: 'stored 500', replayed: true },
  refused: { kind: 'refused', code: 'parameter_invalid', message: 'no' },
  disputed: { kind: 'refused', code: 'charge_disputed', message: 'disputed' },
  unreadable: { kind: 'unreadable', message: 'an answer of the wrong shape' },
  key_refused: { kind: 'key_refused', message: 'Invalid API Key' },
};

export function fakePayments(): FakePayments {
  const account = fakeAccount();
  const faults = new Map<Method, Fault[]>();
  const calls: FakePayments['calls'] = [];
  const answer: Answerer = (method, effect, key) => {
    calls.push({ method, key });
    const fault = faults.get(method)?.shift();
    if (fault === undefined) return Promise.resolve({ kind: 'done', value: effect() });
    if (fault !== 'unknown_after') return Promise.resolve(FAULTS[fault]);
    effect();
    return Promise.resolve(FAULTS.unknown);
  };
  const settle = (orderId: OrderId, change: Partial<SessionFacts>): SessionFacts => {
    const settled = { ...sessionOf(account, orderId), url: null, ...change };
    account.sessions.set(settled.sessionId, settled);
    return settled;
  };
  return {
    ...paymentsOf(account, answer),
    calls,
    account,
    refunds: account.refunds,
    fault: (method, ...next) => faults.set(method, [...(faults.get(method) ?? []), ...next]),
    session: (orderId) => sessionOf(account, orderId),
    settle,
    pay: (orderId) => settle(orderId, { status: 'complete', paid: true, paymentIntentId: `pi_${orderId}` }),
    settleRefund: (refundId, outcome) => settleRefund(account, refundId, outcome),
  };
}

type Answerer = <T>(method: Method, effect: () => T, key?: string) => Promise<Answer<T>>;

function paymentsOf(account: FakeAccount, answer: Answerer): Payments {
  const { sessions, refunds, openedBy, refundedBy } = account;
  return {
    openCheckout: (request) => {
      const key = request.idempotencyKey;
      return answer('openCheckout', () => once(openedBy, key, () => openSession(account, request)), key);
    },
    expireCheckout: ({ sessionId, idempotencyKey }) =>
      answer('expireCheckout', () => expireSession(account, sessionId), idempotencyKey),
    lookUpSession: (sessionId) => answer('lookUpSession', () => sessions.get(sessionId) ?? null),
    findSessions: (orderId) =>
      answer('findSessions', () => [...sessions.values()].filter((session) => session.orderId === orderId)),
    refund: (request) => {
      const key = request.idempotencyKey;
      return answer('refund', () => once(refundedBy, key, () => makeRefund(account, request)), key);
    },
    listRefunds: (paymentIntentId) =>
      answer('listRefunds', () =>
        refunds.filter((made) => made.paymentIntentId === paymentIntentId).toReversed(),
      ),
    lookUpPayment: (paymentIntentId) =>
      answer('lookUpPayment', () => ({
        orderId: null,
        capturedCents: 0,
        refundedCents: 0,
        disputed: account.disputed.has(paymentIntentId),
      })),
  };
}
