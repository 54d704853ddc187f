// What an order should be told, so that it puts right what the second look found. Nothing else repairs anything.
import type { DisputeFacts, RefundFacts, SessionFacts } from '../payment-facts.ts';
import type { ReportedFact } from '../ports/stripe-webhooks.ts';
import type { FindingCode } from './findings.ts';
import { type OrderLook, ownPayment, ownSession } from './order-look.ts';

type News = Omit<ReportedFact, 'orderId' | 'type'>;

/**
 * The facts for one finding; none where only a person can help. Each is told once, by the name of its event: also when a
 * webhook once said the same, for it did not arrive.
 */
export function missingFacts(look: OrderLook, code: FindingCode): readonly ReportedFact[] {
  const { orderId } = look;
  return newsFor(look, code).map((news) => ({
    ...news,
    orderId,
    type: 'reconciliation',
    effect: news.eventId,
  }));
}

function newsFor(look: OrderLook, code: FindingCode): readonly News[] {
  switch (code) {
    case 'PAYMENT_UNKNOWN':
    case 'PAGE_CLOSED':
    case 'REFUND_IDLE':
      return ofSession(look, code);
    case 'REFUND_DIFFERS':
      return ownPayment(look)?.refunds.map(refundNews) ?? [];
    case 'DISPUTE_UNKNOWN':
      return ownPayment(look)?.disputes.map(disputeNews) ?? [];
    default:
      return [];
  }
}

function ofSession(look: OrderLook, code: FindingCode): readonly News[] {
  const session = ownSession(look);
  if (session === undefined || look.row === null) return [];
  // Whatever it is told, its aftercare finds that it owes money.
  return [code === 'REFUND_IDLE' ? wakingNews(session, look.row.version) : sessionNews(session)];
}

/** Of business identity and state: the same news has the same name in every run. */
const named = (...parts: readonly (string | number)[]): string => ['reconciled', ...parts].join('/');

function sessionNews(session: SessionFacts): News {
  const { sessionId, status, paid, paymentIntentId } = session;
  const kind = status === 'expired' ? 'SESSION_EXPIRED' : 'SESSION_COMPLETED';
  const eventId = named(sessionId, status, paid ? 'paid' : 'unpaid');
  return { eventId, paymentIntentId, fact: { kind, eventId, session } };
}

function wakingNews(session: SessionFacts, version: number): News {
  const eventId = named(session.sessionId, 'owed', version);
  return {
    eventId,
    paymentIntentId: session.paymentIntentId,
    fact: { kind: 'SESSION_COMPLETED', eventId, session },
  };
}

function refundNews(refund: RefundFacts): News {
  const eventId = named(refund.refundId, refund.outcome);
  return {
    eventId,
    paymentIntentId: refund.paymentIntentId,
    fact: { kind: 'REFUND_CHANGED', eventId, refund },
  };
}

function disputeNews(dispute: DisputeFacts): News {
  const kind = dispute.won === null ? 'DISPUTE_OPENED' : 'DISPUTE_CLOSED';
  const eventId = named(dispute.disputeId, kind);
  return { eventId, paymentIntentId: dispute.paymentIntentId, fact: { kind, eventId, dispute } };
}
