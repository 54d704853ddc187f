// The orders' commands in memory, as the API's tests have them, with every step written to the database the API reads.
import type { OrderCommands } from '../../api/orders/order-commands.ts';
import type { OrderId } from '../../domain/ids.ts';
import type { OrderStatus } from '../../domain/order-status.ts';
import type { OrderStore } from '../../domain/ports/order-store.ts';
import { type Instant, instant } from '../../domain/time.ts';
import { type MemoryCommands, memoryCommands } from '../api/memory-commands.ts';
import type { Row, Rows } from '../api/memory-view.ts';

export function recordingCommands(store: OrderStore): MemoryCommands {
  const rows: Rows = new Map();
  const now = (): Instant => instant(Date.now());
  const memory = memoryCommands(rows, now);
  const written = new Map<OrderId, Promise<Written>>();
  /** One write after the other, and each step once. */
  const write = async (orderId: OrderId): Promise<void> => {
    const row = rows.get(orderId);
    if (row === undefined) return;
    const before = written.get(orderId) ?? placeRow(store, row);
    const next = before.then((last) => record(store, row, last));
    written.set(orderId, next);
    await next;
  };
  const place: OrderCommands['place'] = async (placed) => {
    const outcome = await memory.place(placed);
    await write(placed.orderId);
    return outcome;
  };
  const decide: OrderCommands['decide'] = async (orderId, decision) => {
    const outcome = await memory.decide(orderId, decision);
    await write(orderId);
    return outcome;
  };
  return { ...memory, place, decide };
}

interface Written {
  readonly version: number;
  readonly status: OrderStatus;
}

async function placeRow(store: OrderStore, { placed, state }: Row): Promise<Written> {
  await store.place(placed, state.placedAt);
  return { version: 1, status: 'PENDING' };
}

async function record(store: OrderStore, { placed, state, timeline }: Row, last: Written): Promise<Written> {
  const entries = timeline.filter(({ sequence }) => sequence > last.version);
  const [first] = entries;
  if (first === undefined) return last;
  await store.record({
    orderId: placed.orderId,
    fromVersion: last.version,
    fromStatus: last.status,
    state,
    entries,
    decidedAt: first.at,
    settledVersion: last.version,
  });
  return { version: state.version, status: state.status };
}
