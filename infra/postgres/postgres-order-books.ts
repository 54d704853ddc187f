// The port OrderBooks on PostgreSQL.
import { euros } from '../../domain/money.ts';
import type { OrderBooks } from '../../domain/ports/order-books.ts';
import type { OrderEntry } from '../../domain/reconciliation/order-entry.ts';
import { isoTime } from '../../domain/time.ts';
import type { OrdersDatabase, SqlValue, Statement } from './database.ts';
import {
  CHANGED_ENTRIES,
  ENTRIES_BY_IDS,
  ENTRIES_BY_PAYMENTS,
  UNFINISHED_ENTRIES,
} from './order-books-sql.ts';
import { readCursor, writeCursor } from './order-cursor.ts';
import { orderRow } from './order-rows.ts';
import { parseRow, time } from './row-columns.ts';
import { disputeProgress, refundProgress } from './stored-order.ts';

const PAGE = 100;

const entryRow = orderRow
  .pick({
    paymentMethod: true,
    totalCents: true,
    status: true,
    paymentStatus: true,
    stripeSessionId: true,
    stripePaymentIntentId: true,
    stripeRefundId: true,
    refundGeneration: true,
    stripeDisputeId: true,
    isDisputeOver: true,
    attention: true,
    acknowledged: true,
    version: true,
    id: true,
  })
  .extend({ decidedAt: time });

export function openOrderBooks(database: OrdersDatabase): OrderBooks {
  const read = async (statement: Statement, values: readonly SqlValue[]): Promise<readonly OrderEntry[]> =>
    (await database.rows(statement, values)).map(orderEntry);
  return {
    byIds: (ids) => read(ENTRIES_BY_IDS, [ids]),
    byPayments: (paymentIntentIds) => read(ENTRIES_BY_PAYMENTS, [paymentIntentIds]),
    unfinished: async (cursor) =>
      page(await read(UNFINISHED_ENTRIES, [cursor ?? '', PAGE]), ({ orderId }) => orderId),
    changedSince: async (since, cursor) => {
      const seen = cursor === null ? { createdAt: since, orderId: '' } : readCursor(cursor);
      const entries = await read(CHANGED_ENTRIES, [isoTime(seen.createdAt), seen.orderId, PAGE]);
      return page(entries, ({ decidedAt, orderId }) => writeCursor({ createdAt: decidedAt, orderId }));
    },
  };
}

function page(entries: readonly OrderEntry[], cursorOf: (entry: OrderEntry) => string) {
  const last = entries.at(-1);
  return { entries, nextCursor: entries.length < PAGE || last === undefined ? null : cursorOf(last) };
}

function orderEntry(found: unknown): OrderEntry {
  const row = parseRow(entryRow, 'Order', found);
  return {
    orderId: row.id,
    paymentMethod: row.paymentMethod,
    total: euros(row.totalCents),
    status: row.status,
    paymentStatus: row.paymentStatus,
    sessionId: row.stripeSessionId,
    paymentIntentId: row.stripePaymentIntentId,
    refund: refundProgress(row),
    dispute: disputeProgress(row),
    attention: row.attention,
    acknowledged: row.acknowledged,
    version: row.version,
    decidedAt: row.decidedAt,
  };
}
