// The port Payments on the simulated account: Stripe's answers, with its idempotency keys, and the faults of its API.
import type { RefundFacts, SessionFacts } from '../../../domain/payment-facts.ts';
import type { Answer, CheckoutRequest, Payments, RefundRequest } from '../../../domain/ports/payments.ts';
import { isLackOfFunds } from '../../../domain/refund-tally.ts';
import type { Agenda } from '../agenda.ts';
import {
  type Account,
  expireSession,
  heldCents,
  makeRefund,
  openSession,
  type RefundOrder,
} from './account.ts';
import type { Fault } from './faults.ts';

export interface StripeApi {
  readonly account: Account;
  readonly agenda: Agenda;
  readonly keys: Map<string, KeptAnswer>;
  /** What goes wrong with the next request, if anything. */
  readonly fault: (isWrite: boolean) => Fault;
  /** How the next refund ends, as far as Stripe says at once. */
  readonly refundOutcome: () => Pick<RefundOrder, 'outcome' | 'reason'>;
  /** Hears of every refund the service makes. */
  readonly onRefund: (refund: RefundFacts) => void;
}

interface KeptAnswer {
  readonly params: string;
  readonly answer: Answer<unknown>;
  readonly at: number;
}

/** Milliseconds a key is remembered; somewhat more than a day. */
const KEY_MEMORY = 25 * 3_600_000;
const LOST: Answer<never> = { kind: 'unknown', message: 'connection lost', replayed: false };
const FAILED: Answer<never> = { kind: 'unknown', message: 'stored 500', replayed: false };

export function createPayments(api: StripeApi): Payments {
  const read = async <T>(value: () => T): Promise<Answer<T>> => {
    const fault = api.fault(false);
    return FAULT_ANSWERS[fault] ?? { kind: 'done', value: value() };
  };
  const { account } = api;
  return {
    openCheckout: (request) => write(api, request, () => open(api, request)),
    expireCheckout: (request) =>
      write<SessionFacts>(api, request, () => {
        const expired = expireSession(account, request.sessionId);
        return expired === null ? refused('session_not_open') : { kind: 'done', value: expired };
      }),
    lookUpSession: (sessionId) => read(() => account.sessions.get(sessionId) ?? null),
    findSessions: (orderId) =>
      read(() => [...account.sessions.values()].filter((one) => one.orderId === orderId).toReversed()),
    refund: (request) => write(api, request, () => refund(api, request)),
    listRefunds: (paymentIntentId) =>
      read(() =>
        [...account.refunds.values()].filter((one) => one.paymentIntentId === paymentIntentId).toReversed(),
      ),
    lookUpPayment: (paymentIntentId) =>
      read(() => ({
        orderId: ownerOf(account, paymentIntentId),
        capturedCents: account.payments.get(paymentIntentId)?.capturedCents ?? 0,
        refundedCents: heldCents(account, paymentIntentId),
        disputed: account.disputes.has(paymentIntentId),
      })),
  };
}

function ownerOf({ payments, sessions }: Account, paymentIntentId: string): string | null {
  const payment = payments.get(paymentIntentId);
  return sessions.get(payment?.sessionId ?? '')?.orderId ?? null;
}

const FAULT_ANSWERS: Readonly<Partial<Record<Fault, Answer<never>>>> = {
  'lost-before': LOST,
  'lost-after': LOST,
  busy: LOST,
  'failed-before': FAILED,
  'failed-after': FAILED,
  'key-refused': { kind: 'key_refused', message: 'Invalid API Key' },
};

/** A key gives its first answer again, also a 500; a request that was never begun leaves nothing behind. */
async function write<T>(
  api: StripeApi,
  request: { readonly idempotencyKey: string },
  effect: () => Answer<T>,
): Promise<Answer<T>> {
  const fault = api.fault(true);
  if (fault === 'lost-before' || fault === 'busy') return LOST;
  if (fault === 'key-refused') return FAULT_ANSWERS['key-refused'] ?? LOST;
  const { idempotencyKey, ...rest } = request;
  const params = JSON.stringify(rest);
  const kept = api.keys.get(idempotencyKey);
  if (kept !== undefined && api.agenda.now() - kept.at < KEY_MEMORY) {
    // The same key and parameters make the same type of answer.
    return kept.params === params ? replayed(kept.answer as Answer<T>) : refused('idempotency_error');
  }
  const made = fault === 'failed-before' ? null : effect();
  const answer = fault === 'failed-before' || fault === 'failed-after' ? FAILED : (made ?? FAILED);
  const isRemembered = answer.kind !== 'refused' || answer.code !== 'parameter_invalid';
  if (isRemembered) api.keys.set(idempotencyKey, { params, answer, at: api.agenda.now() });
  return fault === 'lost-after' ? LOST : answer;
}

const replayed = <T>(answer: Answer<T>): Answer<T> =>
  answer.kind === 'unknown' ? { ...answer, replayed: true } : answer;

const refused = (code: string): Answer<never> => ({ kind: 'refused', code, message: code });

/** Milliseconds; Stripe refuses a session that would end sooner. */
const SHORTEST = 30 * 60_000;

function open({ account, agenda }: StripeApi, request: CheckoutRequest): Answer<SessionFacts> {
  if (request.expiresAt < agenda.now() + SHORTEST) return refused('parameter_invalid');
  const session = openSession(account, request);
  agenda.after(request.expiresAt - agenda.now(), () => void expireSession(account, session.sessionId));
  return { kind: 'done', value: session };
}

function refund(api: StripeApi, request: RefundRequest): Answer<RefundFacts> {
  const payment = api.account.payments.get(request.paymentIntentId);
  if (payment === undefined) return refused('resource_missing');
  const dispute = api.account.disputes.get(request.paymentIntentId);
  const isContested = dispute !== undefined && dispute.won !== true;
  if (isContested && !api.account.lenient.has(request.paymentIntentId)) return refused('charge_disputed');
  const left = payment.capturedCents - heldCents(api.account, request.paymentIntentId);
  if (left <= 0) return refused('charge_already_refunded');
  if (request.amount.cents > left) return refused('amount_too_large');
  const { outcome, reason } = api.refundOutcome();
  if (outcome === 'failed' && isLackOfFunds(reason)) return refused(reason ?? '');
  const made = makeRefund(api.account, {
    orderId: request.orderId,
    generation: request.generation,
    payment,
    cents: request.amount.cents,
    outcome,
    reason,
  });
  api.onRefund(made);
  return { kind: 'done', value: made };
}
