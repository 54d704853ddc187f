// The second look at one order, three ways: Stripe as it stands now, the row, the workflows. Pure.
import { isOpen } from '../order-status.ts';
import type { SessionFacts } from '../payment-facts.ts';
import { ownMoney, strangePayments } from './compare-money.ts';
import type { Finding } from './findings.ts';
import { disagrees, isDisputeNews } from './first-look.ts';
import { isSettled, type OrderEntry, UNPAID } from './order-entry.ts';
import { finding, type KnownOrder, keptCents, type OrderLook, ownPayment, ownSession } from './order-look.ts';

const NOTHING: readonly Finding[] = [];

/** @returns nothing when all three agree, to the cent. */
export function compare(look: OrderLook): readonly Finding[] {
  const { row } = look;
  if (row === null) return whatNobodyOrdered(look);
  const known: KnownOrder = { ...look, row };
  return [
    ...unreadable(known),
    ...openPages(known),
    ...ownPage(known),
    ...strangePayments(known),
    ...ownMoney(known),
    ...disputes(known),
    ...workflow(known),
  ];
}

function unreadable(look: OrderLook): readonly Finding[] {
  return look.unreadable.length === 0 ? NOTHING : [finding(look, 'UNREADABLE', { ids: look.unreadable })];
}

function whatNobodyOrdered(look: OrderLook): readonly Finding[] {
  const open = look.sessions.filter(({ status }) => status === 'open').map(({ sessionId }) => sessionId);
  const kept = look.payments.filter((payment) => keptCents(payment) > 0);
  const ids = [...open, ...kept.map(({ paymentIntentId }) => paymentIntentId)];
  if (ids.length === 0) return unreadable(look);
  const facts = kept.map((payment) => `${keptCents(payment)} cents kept`).join(', ');
  return [...unreadable(look), finding(look, 'NO_ORDER', { ids, facts })];
}

/** Pages that can be paid and should not be: all of an order that has ended; beside its own, of one that is open. */
function openPages(look: KnownOrder): readonly Finding[] {
  const { row, sessions } = look;
  const isRight = ({ sessionId }: SessionFacts) =>
    isOpen(row.status) && (row.sessionId === null || row.sessionId === sessionId);
  const open = sessions.filter((session) => session.status === 'open' && !isRight(session));
  if (open.length === 0) return NOTHING;
  return [finding(look, 'PAGE_OPEN', { ids: open.map(({ sessionId }) => sessionId) })];
}

function ownPage(look: KnownOrder): readonly Finding[] {
  const { row } = look;
  const own = ownSession(look);
  if (own === undefined || own.status === 'open') return NOTHING;
  const ids = [own.sessionId];
  const facts = `page ${own.status}${own.paid ? ' and paid' : ''}, order ${row.status}/${row.paymentStatus}`;
  if (isNews(own, row)) return [finding(look, 'PAYMENT_UNKNOWN', { ids, facts })];
  const waits = own.status === 'expired' && row.paymentStatus === 'AWAITING';
  return waits ? [finding(look, 'PAGE_CLOSED', { ids, facts })] : NOTHING;
}

const isNews = ({ status, paid }: SessionFacts, { paymentStatus }: OrderEntry): boolean =>
  status === 'complete' && (paid ? UNPAID.includes(paymentStatus) : paymentStatus === 'AWAITING');

function disputes(look: KnownOrder): readonly Finding[] {
  const { row } = look;
  const news = ownPayment(look)?.disputes.filter((dispute) => isDisputeNews(dispute, row));
  if (news === undefined || news.length === 0) return NOTHING;
  return [finding(look, 'DISPUTE_UNKNOWN', { ids: news.map(({ disputeId }) => disputeId) })];
}

function workflow(look: KnownOrder): readonly Finding[] {
  const { row, attendance, now } = look;
  const facts = `order ${row.status}/${row.paymentStatus}`;
  if (isOpen(row.status) && attendance.order?.isRunning !== true)
    return [finding(look, 'WORKFLOW_GONE', { ids: [], facts })];
  if (!isSettled(row, now) || !disagrees(row, attendance)) return NOTHING;
  const said = `workflow ${attendance.order?.status}/${attendance.order?.paymentStatus}`;
  return [finding(look, 'WORKFLOW_DIFFERS', { ids: [], facts: `${said}, ${facts}` })];
}
