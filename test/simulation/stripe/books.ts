// The port StripeBooks on the simulated account: everything on one page, with the faults of its API.
import { parseOrderId } from '../../../domain/ids.ts';
import type { StripeFact } from '../../../domain/payment-facts.ts';
import type { Answer } from '../../../domain/ports/payments.ts';
import type { BooksPage, ChargeFacts, StripeBooks } from '../../../domain/ports/stripe-books.ts';
import type { ReportedFact } from '../../../domain/ports/stripe-webhooks.ts';
import type { Account } from './account.ts';
import type { Fault } from './faults.ts';
import { answerOfFault } from './keys.ts';
import { heldCents } from './money-back.ts';

interface Source {
  readonly account: Account;
  /** All that ever happened, oldest first. */
  readonly events: readonly StripeFact[];
  readonly fault: () => Fault;
}

export function createBooks({ account, events, fault }: Source): StripeBooks {
  const read = async <T>(value: () => T): Promise<Answer<T>> =>
    answerOfFault(fault()) ?? { kind: 'done', value: value() };
  const list =
    <T>(entries: () => Iterable<T>) =>
    () =>
      read(() => pageOf([...entries()].toReversed()));
  return {
    events: list(() => events.map(reported)),
    sessions: list(() => account.sessions.values()),
    charges: list(() => charges(account)),
    refunds: list(() => account.refunds.values()),
    disputes: list(() => account.disputes.values()),
    disputesOf: (paymentIntentId) =>
      read(() => [...account.disputes.values()].filter((one) => one.paymentIntentId === paymentIntentId)),
  };
}

const pageOf = <T>(entries: readonly T[]): BooksPage<T> => ({
  entries,
  listed: entries.length,
  unreadable: [],
  nextCursor: null,
});

export function reported(fact: StripeFact): ReportedFact {
  const subject = subjectOf(fact);
  const orderId = 'orderId' in subject && subject.orderId !== null ? parseOrderId(subject.orderId) : null;
  return { eventId: fact.eventId, type: fact.kind, orderId, paymentIntentId: subject.paymentIntentId, fact };
}

function subjectOf(fact: StripeFact) {
  if (fact.kind === 'UNREADABLE') return { paymentIntentId: null };
  if ('session' in fact) return fact.session;
  return 'refund' in fact ? fact.refund : fact.dispute;
}

const charges = (account: Account): ChargeFacts[] =>
  [...account.payments.values()].map(({ paymentIntentId, sessionId, capturedCents, currency }) => ({
    chargeId: `ch_${paymentIntentId}`,
    orderId: account.sessions.get(sessionId)?.orderId ?? null,
    paymentIntentId,
    captured: { cents: capturedCents, currency },
    refundedCents: heldCents(account, paymentIntentId),
    disputed: account.disputes.has(paymentIntentId),
  }));
