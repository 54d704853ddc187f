// The port Payments on the simulated account: Stripe's answers, with its idempotency keys, and the faults of its API.
import type { RefundFacts, SessionFacts } from '../../../domain/payment-facts.ts';
import type { Answer, CheckoutRequest, Payments, RefundRequest } from '../../../domain/ports/payments.ts';
import { isLackOfFunds } from '../../../domain/refund-tally.ts';
import { minutes } from '../../../domain/time.ts';
import { type Account, expireSession, openSession, type Payment } from './account.ts';
import { answerOfFault, type KeyedApi, refused, write } from './keys.ts';
import { heldCents, makeRefund, type RefundOrder } from './money-back.ts';

export interface StripeApi extends KeyedApi {
  readonly account: Account;
  /** How the next refund ends, as far as Stripe says at once. */
  readonly refundOutcome: () => Pick<RefundOrder, 'outcome' | 'reason'>;
  /** Hears of every refund the service makes. */
  readonly onRefund: (refund: RefundFacts) => void;
}

export function createPayments(api: StripeApi): Payments {
  const read = async <T>(value: () => T): Promise<Answer<T>> => {
    const fault = api.fault(false);
    return answerOfFault(fault) ?? { kind: 'done', value: value() };
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
        disputed: isContested(account, paymentIntentId),
      })),
  };
}

function ownerOf({ payments, sessions }: Account, paymentIntentId: string): string | null {
  const payment = payments.get(paymentIntentId);
  return sessions.get(payment?.sessionId ?? '')?.orderId ?? null;
}

/** Milliseconds; Stripe refuses a session that would end sooner. */
const SHORTEST = minutes(30);

function open({ account, agenda }: StripeApi, request: CheckoutRequest): Answer<SessionFacts> {
  if (request.expiresAt < agenda.now() + SHORTEST) return refused('parameter_invalid');
  const session = openSession(account, request);
  agenda.after(request.expiresAt - agenda.now(), () => void expireSession(account, session.sessionId));
  return { kind: 'done', value: session };
}

function isContested({ disputes }: Account, paymentIntentId: string): boolean {
  const dispute = disputes.get(paymentIntentId);
  return dispute !== undefined && dispute.won !== true;
}

/** Some kinds of dispute still allow refunds, and every one that was won. */
const forbidsRefund = (account: Account, { paymentIntentId }: Payment): boolean =>
  isContested(account, paymentIntentId) && !account.lenient.has(paymentIntentId);

function refund(api: StripeApi, request: RefundRequest): Answer<RefundFacts> {
  const payment = api.account.payments.get(request.paymentIntentId);
  if (payment === undefined) return refused('resource_missing');
  if (forbidsRefund(api.account, payment)) return refused('charge_disputed');
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
