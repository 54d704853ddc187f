// Effect: all there is to know of one order, from Stripe, Temporal and the database. What cannot be read is named, not thrown.
import type { SessionFacts } from '../../domain/payment-facts.ts';
import type { Answer } from '../../domain/ports/payments.ts';
import type { OrderLook, PaymentLook } from '../../domain/reconciliation/order-look.ts';
import type { Suspect } from '../../domain/reconciliation/report.ts';
import { definite } from '../stripe-answer.ts';
import type { ReconciliationPorts } from './ports.ts';

/**
 * Stripe is asked before the row is read: a row is never older than what it is compared with.
 * @throws ApplicationFailure `STRIPE_UNKNOWN`, `STRIPE_KEY_REFUSED`
 */
export async function lookAt(ports: ReconciliationPorts, suspect: Suspect): Promise<OrderLook> {
  const { orderId } = suspect;
  const [before] = await ports.orderBooks.byIds([orderId]);
  const sessions = await readAll([before?.sessionId, ...suspect.sessionIds], (id) => sessionOf(ports, id));
  const ids = [
    before?.paymentIntentId,
    ...suspect.paymentIntentIds,
    ...sessions.found.map(({ paymentIntentId }) => paymentIntentId),
  ];
  const payments = await readAll(ids, (id) => paymentOf(ports, id));
  const attendance = await ports.attendance.attendanceOf(orderId);
  const [row] = await ports.orderBooks.byIds([orderId]);
  return {
    orderId,
    row: row ?? null,
    sessions: sessions.found,
    payments: payments.found,
    unreadable: [...sessions.unreadable, ...payments.unreadable],
    attendance,
    now: ports.now(),
  };
}

/** Null when Stripe knows no such object. */
type Looked<T> = T | null | 'unreadable';

interface Read<T> {
  readonly found: readonly T[];
  readonly unreadable: readonly string[];
}

async function readAll<T extends object>(
  ids: readonly (string | null | undefined)[],
  read: (id: string) => Promise<Looked<T>>,
): Promise<Read<T>> {
  const found: T[] = [];
  const unreadable: string[] = [];
  for (const id of new Set(ids.filter((one) => typeof one === 'string'))) {
    const one = await read(id);
    if (one === 'unreadable') unreadable.push(id);
    else if (one !== null) found.push(one);
  }
  return { found, unreadable };
}

const sessionOf = async ({ payments }: ReconciliationPorts, id: string): Promise<Looked<SessionFacts>> =>
  looked(await payments.lookUpSession(id));

/** Of which everything could be read, or nothing is said. */
async function paymentOf(
  { payments, books }: ReconciliationPorts,
  paymentIntentId: string,
): Promise<Looked<PaymentLook>> {
  const found = looked(await payments.lookUpPayment(paymentIntentId));
  if (found === null || found === 'unreadable') return found;
  const refunds = looked(await payments.listRefunds(paymentIntentId));
  // Also where none forbids a refund: one that was won is news to an order that knows only of its beginning.
  const disputes = looked(await books.disputesOf(paymentIntentId));
  if (refunds === 'unreadable' || disputes === 'unreadable') return 'unreadable';
  const { capturedCents } = found;
  return { paymentIntentId, capturedCents, refunds: refunds ?? [], disputes: disputes ?? [] };
}

function looked<T>(answer: Answer<T>): Looked<T> {
  if (answer.kind === 'unreadable') return 'unreadable';
  const known = definite(answer);
  return known.kind === 'done' ? known.value : null;
}
