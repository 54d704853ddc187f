// The port OrderStore on PostgreSQL: guarded, idempotent writes of one order.
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
} from '../../domain/ports/order-store.ts';
import type { Instant } from '../../domain/time.ts';
import type { OrdersDatabase } from './database.ts';
import { entryColumns, itemColumns, orderColumns, placedEntry, stateColumns } from './order-columns.ts';
import { orderItem } from './order-rows.ts';
import { IS_RECORDED, PLACE_ORDER, RECORD_CHANGE } from './order-sql.ts';
import { storedOrder } from './stored-order.ts';

/** With some 190,000 codes, even a shop with thousands of open orders finds a free one long before. */
const CODE_ATTEMPTS = 50;

export function openOrderStore(database: OrdersDatabase): OrderStore {
  return {
    place: (placed, placedAt) => place(database, placed, placedAt),
    record: (change) => record(database, change),
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
    const kept = storedCode(await database.$queryRawUnsafe(PLACE_ORDER, row, items, entries));
    if (kept !== null) return { pickupCode: kept };
  }
  throw new Error(`no free pickup code for order ${placed.orderId}`);
}

/** Null when an open order of the shop has the code, or the same order is being placed at this very moment. */
function storedCode(rows: unknown): string | null {
  const row: unknown = Array.isArray(rows) ? rows[0] : undefined;
  if (typeof row !== 'object' || row === null || !('pickupCode' in row)) return null;
  return typeof row.pickupCode === 'string' ? row.pickupCode : null;
}

async function record(database: OrdersDatabase, change: OrderChange): Promise<void> {
  const { orderId, fromVersion, fromStatus, state } = change;
  checkSequence(change);
  const entries = entryColumns(change.entries);
  const columns = stateColumns(state);
  if (await hasRow(database, [RECORD_CHANGE, orderId, fromVersion, fromStatus, columns, entries])) return;
  if (await hasRow(database, [IS_RECORDED, orderId, state.version, entries])) return;
  throw new StaleWrite(
    `order ${orderId} is neither ${fromStatus} at version ${fromVersion} nor already at ${state.version}`,
  );
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

async function hasRow(
  database: OrdersDatabase,
  [sql, ...values]: readonly [string, ...(string | number)[]],
): Promise<boolean> {
  const rows: unknown = await database.$queryRawUnsafe(sql, ...values);
  return Array.isArray(rows) && rows.length > 0;
}

async function checkoutOrder(database: OrdersDatabase, orderId: OrderId): Promise<CheckoutOrder | null> {
  const [order, items, contact] = await Promise.all([
    database.order.findUnique({ where: { id: orderId }, select: { totalCents: true } }),
    database.orderItem.findMany({ where: { orderId }, orderBy: { line: 'asc' } }),
    database.orderPrivate.findUnique({ where: { orderId }, select: { email: true } }),
  ]);
  if (order === null) return null;
  return {
    placed: { orderId, items: items.map(orderItem), total: euros(order.totalCents) },
    email: contact?.email ?? null,
  };
}

async function load(database: OrdersDatabase, orderId: OrderId): Promise<StoredOrder | null> {
  const row = await database.order.findUnique({
    where: { id: orderId },
    include: { shop: true, items: { orderBy: { line: 'asc' } } },
  });
  if (row === null) return null;
  const { shop, items, ...order } = row;
  return storedOrder({ order, items, shop });
}
