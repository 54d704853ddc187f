// One page of each of Stripe's lists, beside the rows its objects belong to.
import { ApplicationFailure } from '@temporalio/common';
import { type OrderId, parseOrderId } from '../../domain/ids.ts';
import type { Answer } from '../../domain/ports/payments.ts';
import type { BooksPage } from '../../domain/ports/stripe-books.ts';
import {
  suspectCharge,
  suspectDispute,
  suspectRefund,
  suspectSession,
} from '../../domain/reconciliation/first-look.ts';
import { isSettled, type OrderEntry } from '../../domain/reconciliation/order-entry.ts';
import { suspectOf } from '../../domain/reconciliation/report.ts';
import { definite } from '../stripe-answer.ts';
import type { PageOf, PageResult } from './page-of.ts';
import type { ReconciliationPorts } from './ports.ts';
import { rowsOf, type Subject } from './rows-of.ts';
import { tellAll } from './tell.ts';

export const eventsPage: PageOf = async (ports, request) => {
  const page = listed(await ports.books.events(request));
  // Oldest first, as they happened.
  const told = await tellAll(ports, page.entries.toReversed());
  const suspects = [...new Set(told)].map((orderId) => suspectOf(orderId, { isTold: true }));
  return result(page, { told: told.length, suspects });
};

export const sessionsPage: PageOf = async (ports, request) => {
  const page = listed(await ports.books.sessions(request));
  const subjects = page.entries.map((facts) => ({ facts, orderId: facts.orderId, paymentIntentId: null }));
  const suspects = await suspectsAmong(ports, subjects, (session, row) => suspectSession(session, row));
  return result(page, {
    told: 0,
    suspects: suspects.map(({ facts, orderId }) => suspectOf(orderId, { sessionIds: [facts.sessionId] })),
  });
};

export const chargesPage: PageOf = async (ports, request) => {
  const page = listed(await ports.books.charges(request));
  return moneyPage(ports, page, suspectCharge);
};

export const refundsPage: PageOf = async (ports, request) => {
  const page = listed(await ports.books.refunds(request));
  return moneyPage(ports, page, suspectRefund);
};

export const disputesPage: PageOf = async (ports, request) => {
  const page = listed(await ports.books.disputes(request));
  const entries = page.entries.map((dispute) => ({ ...dispute, orderId: null }));
  return moneyPage(ports, { ...page, entries }, suspectDispute);
};

interface OfPayment {
  readonly orderId: string | null;
  readonly paymentIntentId: string | null;
}

async function moneyPage<T extends OfPayment>(
  ports: ReconciliationPorts,
  page: BooksPage<T>,
  isSuspect: (facts: T, row: OrderEntry | null) => boolean,
): Promise<PageResult> {
  const subjects = page.entries.map((facts) => ({ ...ownerOf(facts), facts }));
  const suspects = await suspectsAmong(ports, subjects, isSuspect);
  return result(page, {
    told: 0,
    suspects: suspects.map(({ orderId, facts: { paymentIntentId } }) =>
      suspectOf(orderId, { paymentIntentIds: paymentIntentId === null ? [] : [paymentIntentId] }),
    ),
  });
}

const ownerOf = ({ orderId, paymentIntentId }: OfPayment): OfPayment => ({ orderId, paymentIntentId });

interface Suspected<T> {
  readonly orderId: OrderId;
  readonly facts: T;
}

/** What is nobody's of ours is left out; a row that has just changed is left for the next run. */
async function suspectsAmong<T>(
  ports: ReconciliationPorts,
  subjects: readonly Subject<T>[],
  isSuspect: (facts: T, row: OrderEntry | null) => boolean,
): Promise<readonly Suspected<T>[]> {
  const rows = await rowsOf(ports.orderBooks, subjects);
  const now = ports.now();
  return subjects.flatMap((subject) => {
    const row = rows.of(subject);
    const orderId = row?.orderId ?? parseOrderId(subject.orderId ?? '');
    if (orderId === null || (row !== null && !isSettled(row, now))) return [];
    return isSuspect(subject.facts, row) ? [{ orderId, facts: subject.facts }] : [];
  });
}

/** @throws ApplicationFailure, final for this run when Stripe refuses the list itself. */
function listed<T>(answer: Answer<BooksPage<T>>): BooksPage<T> {
  const known = definite(answer);
  if (known.kind === 'done') return known.value;
  const { code, message } = known;
  throw ApplicationFailure.create({
    type: 'STRIPE_REQUEST_REFUSED',
    message: `${code}: ${message}`,
    nonRetryable: true,
  });
}

function result<T>(
  { listed: seen, unreadable, nextCursor }: BooksPage<T>,
  found: Pick<PageResult, 'told' | 'suspects'>,
): PageResult {
  const findings = unreadable.map((id) => ({
    code: 'UNREADABLE' as const,
    orderId: null,
    stripeIds: [id],
    facts: '',
  }));
  return { ...found, seen, unreadable: findings, nextCursor };
}
