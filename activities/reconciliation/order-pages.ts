// One page of our own orders, beside their workflows and, where they have changed, their payments at Stripe.
import type { EntriesPage } from '../../domain/ports/order-books.ts';
import { suspectPayment, suspectRow } from '../../domain/reconciliation/first-look.ts';
import { isSettled, type OrderEntry } from '../../domain/reconciliation/order-entry.ts';
import { type Suspect, suspectOf } from '../../domain/reconciliation/report.ts';
import { definite } from '../stripe-answer.ts';
import type { PageOf, PageResult } from './page-of.ts';
import type { ReconciliationPorts } from './ports.ts';

export const unfinishedOrdersPage: PageOf = async (ports, { cursor }) =>
  ordersPage(ports, await ports.orderBooks.unfinished(cursor), async (row) =>
    suspectRow(row, await ports.attendance.attendanceOf(row.orderId)),
  );

export const changedOrdersPage: PageOf = async (ports, { since, cursor }) =>
  ordersPage(ports, await ports.orderBooks.changedSince(since, cursor), (row) =>
    isPaymentSuspect(ports, row),
  );

async function isPaymentSuspect({ payments }: ReconciliationPorts, row: OrderEntry): Promise<boolean> {
  if (row.paymentIntentId === null) return false;
  const answer = await payments.lookUpPayment(row.paymentIntentId);
  // The second look asks again, and says so.
  if (answer.kind === 'unreadable') return true;
  const payment = definite(answer);
  return payment.kind === 'refused' || suspectPayment(payment.value, row);
}

/** One order after the other: Stripe's rate limit is not ours to fill. */
async function ordersPage(
  ports: ReconciliationPorts,
  { entries, nextCursor }: EntriesPage,
  isSuspect: (row: OrderEntry) => Promise<boolean>,
): Promise<PageResult> {
  const suspects: Suspect[] = [];
  for (const row of entries) {
    if (!isSettled(row, ports.now()) || !(await isSuspect(row))) continue;
    suspects.push(suspectOf(row.orderId));
  }
  return { seen: entries.length, told: 0, suspects, unreadable: [], nextCursor };
}
