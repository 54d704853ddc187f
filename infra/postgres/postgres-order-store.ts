// The port OrderStore on PostgreSQL: guarded, idempotent writes of one order.
import { z } from 'zod';
import type { OrderId } from '../../domain/ids.ts';
import { euros } from '../../domain/money.ts';
import { pickupCode } from '../../domain/pickup-code.ts';
import type { PlacedOrder } from '../../domain/placed-order.ts';
import {
  type CheckoutOrder,
  type OrderChange,
  type OrderStore,
  StaleWrite,
  type StoredOrder,
  WriteRefused,
} from '../../domain/ports/order-store.ts';
import { type Instant, isoTime } from '../../domain/time.ts';
import type { TimelineEntry } from '../../domain/timeline.ts';
import type { OrdersDatabase, SqlValue, Statement } from './database.ts';
import { entryColumns, itemColumns, orderColumns, placedEntry, stateColumns } from './order-columns.ts';
import { CHECKOUT_ORDER, STORED_ORDER } from './order-read-sql.ts';
import { itemRow } from './order-rows.ts';
import { DECIDE_AGAIN, IS_OVERTAKEN, PLACE_ORDER, RECORD_CHANGE } from './order-sql.ts';
import { parseRow } from './row-columns.ts';
import { storedOrder } from './stored-order.ts';

/** With some 190,000 codes, even a shop with thousands of open orders finds a free one long before. */
const CODE_ATTEMPTS = 50;

const placedRow = z.object({ pickupCode: z.string(), isNew: z.boolean() });
const replacedRow = z.record(z.string(), z.string());
const checkoutRow = z.object({ totalCents: z.int(), items: z.array(itemRow), email: z.string().nullable() });

export function openOrderStore(database: OrdersDatabase): OrderStore {
  return {
    place: (placed, placedAt) => place(database, placed, placedAt),
    record: (change) => record(database, change).catch(rethrowRefusal),
    checkoutOrder: (orderId) => checkoutOrder(database, orderId),
    load: (orderId) => load(database, orderId),
  };
}

async function place(database: OrdersDatabase, placed: PlacedOrder, placedAt: Instant) {
  const items = itemColumns(placed);
  const entries = entryColumns([placedEntry(placed, placedAt)]);
  for (let attempt = 0; attempt < CODE_ATTEMPTS; attempt += 1) {
    const code = pickupCode(placed.orderId, attempt);
    const row = orderColumns({ placed, placedAt, pickupCode: code });
    const [kept] = await database.rows(PLACE_ORDER, [row, items, entries]);
    // None: an open order of the shop has the code, or the same order is being placed at this very moment.
    if (kept !== undefined) return parseRow(placedRow, 'Order', kept);
  }
  throw new Error(`no free pickup code for order ${placed.orderId}`);
}

async function record(database: OrdersDatabase, change: OrderChange): Promise<readonly TimelineEntry[]> {
  checkSequence(change);
  const { orderId, fromVersion, fromStatus, state, settledVersion, decidedAt } = change;
  const entries = entryColumns(change.entries);
  const columns = [orderId, fromVersion, isoTime(decidedAt), stateColumns(state), entries, settledVersion];
  if (await isAny(database, RECORD_CHANGE, [...columns, fromStatus])) return change.entries;
  const [replaced] = await database.rows(DECIDE_AGAIN, columns);
  if (replaced !== undefined) return without(change.entries, parseRow(replacedRow, 'OrderEvent', replaced));
  const overtaking = [orderId, isoTime(decidedAt), state.version, entries];
  if (await isAny(database, IS_OVERTAKEN, overtaking)) return [];
  throw new StaleWrite(`order ${orderId} was never ${fromStatus} at version ${fromVersion}`);
}

/** @param earlier the kinds that stood there, by their sequence. */
const without = (entries: readonly TimelineEntry[], earlier: Readonly<Record<string, string>>) =>
  entries.filter(({ sequence, kind }) => earlier[sequence] !== kind);

/** PostgreSQL's classes "data exception" and "integrity constraint violation". */
const REFUSALS = /^2[23]/;

function rethrowRefusal(error: unknown): never {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (!(error instanceof Error) || !REFUSALS.test(code)) throw error;
  throw new WriteRefused(error.message, { cause: error });
}

async function isAny(database: OrdersDatabase, statement: Statement, values: SqlValue[]): Promise<boolean> {
  return (await database.rows(statement, values)).length > 0;
}

/** A batch with a gap would leave a hole in the timeline for ever. */
function checkSequence({ orderId, fromVersion, state, entries }: OrderChange): void {
  const gapless = entries.every(({ sequence }, index) => sequence === fromVersion + 1 + index);
  if (entries.length === 0 || !gapless || state.version !== fromVersion + entries.length) {
    throw new RangeError(
      `the entries of order ${orderId} do not lead from ${fromVersion} to ${state.version}`,
    );
  }
}

async function checkoutOrder(database: OrdersDatabase, orderId: OrderId): Promise<CheckoutOrder | null> {
  const [row] = await database.rows(CHECKOUT_ORDER, [orderId]);
  if (row === undefined) return null;
  const { totalCents, items, email } = parseRow(checkoutRow, 'Order', row);
  return { placed: { orderId, items, total: euros(totalCents) }, email };
}

async function load(database: OrdersDatabase, orderId: OrderId): Promise<StoredOrder | null> {
  const [row] = await database.rows(STORED_ORDER, [orderId]);
  return row === undefined ? null : storedOrder(row);
}
