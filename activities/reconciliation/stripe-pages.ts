// One page of each of Stripe's lists, beside the rows its objects belong to.
import { type OrderId, parseOrderId } from '../../domain/ids.ts';
import type { Answer } from '../../domain/ports/payments.ts';
import type { BooksPage } from '../../domain/ports/stripe-books.ts';
import { unreadableFinding } from '../../domain/reconciliation/findings.ts';
import {
  suspectCharge,
  suspectDispute,
  suspectRefund,
  suspectSession,
} from '../../domain/reconciliation/first-look.ts';
import { isSettled, type OrderEntry } from '../../domain/reconciliation/order-entry.ts';
import { type Suspect, suspectOf } from '../../domain/reconciliation/report.ts';
import { definite } from '../stripe-answer.ts';
import type { PageOf, PageRequest, PageResult } from './page-of.ts';
import type { ReconciliationPorts } from './ports.ts';
import { rowsOf, type Subject } from './rows-of.ts';
import { tellAll } from './tell.ts';

export const eventsPage: PageOf = (ports, request) =>
  listed(request, ports.books.events, async (page) => {
    // Oldest first, as they happened.
    const { orderIds, ownerless } = await tellAll(ports, page.entries.toReversed());
    const suspects = [...new Set(orderIds)].map((orderId) => suspectOf(orderId, { isTold: true }));
    const unreadable = ownerless.map((fact) =>
      unreadableFinding([fact.eventId, fact.paymentIntentId].filter((id) => id !== null)),
    );
    return { told: orderIds.length, suspects, unreadable };
  });

export const sessionsPage: PageOf = (ports, request) =>
  listed(request, ports.books.sessions, async ({ entries }) => {
    const subjects = entries.map((facts) => ({ facts, orderId: facts.orderId, paymentIntentId: null }));
    const suspects = await suspectsAmong(ports, subjects, suspectSession);
    return foundAmong(
      suspects.map(({ facts, orderId }) => suspectOf(orderId, { sessionIds: [facts.sessionId] })),
    );
  });

export const chargesPage: PageOf = (ports, request) =>
  listed(request, ports.books.charges, ({ entries }) => moneyFound(ports, entries, suspectCharge));

export const refundsPage: PageOf = (ports, request) =>
  listed(request, ports.books.refunds, ({ entries }) => moneyFound(ports, entries, suspectRefund));

export const disputesPage: PageOf = (ports, request) =>
  listed(request, ports.books.disputes, ({ entries }) =>
    moneyFound(
      ports,
      entries.map((dispute) => ({ ...dispute, orderId: null })),
      suspectDispute,
    ),
  );

type Found = Pick<PageResult, 'told' | 'suspects' | 'unreadable'>;

const foundAmong = (suspects: readonly Suspect[]): Found => ({ told: 0, suspects, unreadable: [] });

interface OfPayment {
  readonly orderId: string | null;
  readonly paymentIntentId: string | null;
}

async function moneyFound<T extends OfPayment>(
  ports: ReconciliationPorts,
  entries: readonly T[],
  isSuspect: (facts: T, row: OrderEntry | null) => boolean,
): Promise<Found> {
  const subjects = entries.map((facts) => ({ ...ownerOf(facts), facts }));
  const suspects = await suspectsAmong(ports, subjects, isSuspect);
  return foundAmong(
    suspects.map(({ orderId, facts: { paymentIntentId } }) =>
      suspectOf(orderId, { paymentIntentIds: paymentIntentId === null ? [] : [paymentIntentId] }),
    ),
  );
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

/**
 * A list that Stripe refuses, or whose page makes no sense, ends here: it is found unreadable, and the next run begins
 * where this one did.
 * @throws ApplicationFailure `STRIPE_UNKNOWN`, `STRIPE_KEY_REFUSED`
 */
async function listed<T>(
  request: PageRequest,
  list: (request: PageRequest) => Promise<Answer<BooksPage<T>>>,
  find: (page: BooksPage<T>) => Promise<Found>,
): Promise<PageResult> {
  const answer = await list(request);
  if (answer.kind === 'unreadable') return notListed(`${request.step}: ${answer.message}`);
  const known = definite(answer);
  if (known.kind === 'refused') return notListed(`${request.step}: ${known.code}: ${known.message}`);
  const { listed: seen, unreadable, nextCursor } = known.value;
  const found = await find(known.value);
  const findings = [...unreadable.map((id) => unreadableFinding([id])), ...found.unreadable];
  return { ...found, seen, unreadable: findings, nextCursor };
}

const notListed = (facts: string): PageResult => ({
  seen: 0,
  told: 0,
  suspects: [],
  unreadable: [unreadableFinding([], facts)],
  nextCursor: null,
});
