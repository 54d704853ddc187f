// The rows that a page of Stripe's objects belongs to, read with two statements.
import { type OrderId, parseOrderId } from '../../domain/ids.ts';
import type { OrderBooks } from '../../domain/ports/order-books.ts';
import type { OrderEntry } from '../../domain/reconciliation/order-entry.ts';

export interface Subject<T> {
  readonly facts: T;
  /** As the object's metadata says. */
  readonly orderId: string | null;
  readonly paymentIntentId: string | null;
}

export interface Rows {
  /** By its payment where that is known to us, else by the id it carries. */
  of(subject: Subject<unknown>): OrderEntry | null;
}

export async function rowsOf(books: OrderBooks, subjects: readonly Subject<unknown>[]): Promise<Rows> {
  const payments = [...new Set(subjects.flatMap(({ paymentIntentId }) => paymentIntentId ?? []))];
  const ids = [...new Set(subjects.flatMap(({ orderId }) => parseOrderId(orderId ?? '') ?? []))];
  const byPayment = new Map<string | null, OrderEntry>();
  const byId = new Map<OrderId, OrderEntry>();
  if (payments.length > 0)
    for (const row of await books.byPayments(payments)) byPayment.set(row.paymentIntentId, row);
  if (ids.length > 0) for (const row of await books.byIds(ids)) byId.set(row.orderId, row);
  return {
    of({ orderId, paymentIntentId }) {
      const known = paymentIntentId === null ? undefined : byPayment.get(paymentIntentId);
      const named = parseOrderId(orderId ?? '');
      return known ?? (named === null ? undefined : byId.get(named)) ?? null;
    },
  };
}
