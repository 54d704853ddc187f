// OrderStore in memory, with the same guards as the real one: for workflow tests that need no database.

import { SYSTEM } from '../../domain/actor.ts';
import type { OrderId } from '../../domain/ids.ts';
import { type OrderState, openState } from '../../domain/order-state.ts';
import { pickupCode } from '../../domain/pickup-code.ts';
import type { PlacedOrder } from '../../domain/placed-order.ts';
import { type OrderChange, type OrderStore, StaleWrite } from '../../domain/ports/order-store.ts';
import type { Instant } from '../../domain/time.ts';
import type { TimelineEntry } from '../../domain/timeline.ts';

export interface MemoryRow {
  readonly placed: PlacedOrder;
  state: OrderState;
  readonly timeline: TimelineEntry[];
  /** What stood when the last change was decided, and when that was. */
  written: Pick<OrderChange, 'settledVersion' | 'decidedAt'>;
}

export interface MemoryOrders extends OrderStore {
  row(orderId: OrderId): MemoryRow;
  find(orderId: OrderId): MemoryRow | null;
  kinds(orderId: OrderId): string[];
  /** The next `count` writes fail as if the database were away, or with the given error. */
  goAway(count: number, error?: Error): void;
  /** Changes of this kind wait. @returns lets them through. */
  hold(isHeld: (change: OrderChange) => boolean): () => void;
}

const AWAY = new Error('database away');

export function memoryOrders(): MemoryOrders {
  const rows = new Map<OrderId, MemoryRow>();
  let away = 0;
  let failure = AWAY;
  const gates = writeGates();
  const knock = (): void => {
    if (away === 0) return;
    away -= 1;
    throw failure;
  };
  const row = (orderId: OrderId): MemoryRow => {
    const found = rows.get(orderId);
    if (found === undefined) throw new Error(`no order ${orderId}`);
    return found;
  };
  return {
    row,
    find: (orderId) => rows.get(orderId) ?? null,
    kinds: (orderId) => row(orderId).timeline.map(({ kind }) => kind),
    goAway: (count, error = AWAY) => {
      [away, failure] = [count, error];
    },
    hold: (isHeld) => gates.hold(isHeld),
    async place(placed, placedAt) {
      knock();
      const isNew = !rows.has(placed.orderId);
      if (isNew) rows.set(placed.orderId, newRow(placed, placedAt));
      return { pickupCode: pickupCode(placed.orderId, 0), isNew };
    },
    async record(change) {
      knock();
      await gates.pass(change);
      return write(row(change.orderId), change);
    },
    async load(orderId) {
      const found = rows.get(orderId);
      const code = pickupCode(orderId, 0);
      return found === undefined ? null : { placed: found.placed, state: found.state, pickupCode: code };
    },
    checkoutOrder: async (orderId) => {
      const { placed } = rows.get(orderId) ?? {};
      return placed === undefined ? null : { placed, email: null };
    },
  };
}

function newRow(placed: PlacedOrder, placedAt: Instant): MemoryRow {
  const first: TimelineEntry = { sequence: 1, kind: 'PLACED', actor: SYSTEM, at: placedAt, data: {} };
  const written = { settledVersion: 0, decidedAt: placedAt };
  return { placed, state: openState(placed, placedAt), timeline: [first], written };
}

function writeGates() {
  const gates: { isHeld: (change: OrderChange) => boolean; opened: Promise<void> }[] = [];
  return {
    hold(isHeld: (change: OrderChange) => boolean): () => void {
      let open = (): void => {};
      const opened = new Promise<void>((resolve) => {
        open = resolve;
      });
      gates.push({ isHeld, opened });
      return open;
    },
    async pass(change: OrderChange): Promise<void> {
      await Promise.all(gates.filter((gate) => gate.isHeld(change)).map((gate) => gate.opened));
    },
  };
}

function write(row: MemoryRow, change: OrderChange): readonly TimelineEntry[] {
  if (!mayWrite(row, change)) {
    if (isOvertaken(row, change)) return [];
    throw new StaleWrite(`order ${change.orderId} is at version ${row.state.version}`);
  }
  const earlier = [...row.timeline];
  row.timeline.splice(change.fromVersion, Number.POSITIVE_INFINITY, ...change.entries);
  row.state = change.state;
  row.written = { settledVersion: change.settledVersion, decidedAt: change.decidedAt };
  return change.entries.filter(({ sequence, kind }) => earlier[sequence - 1]?.kind !== kind);
}

function mayWrite(
  { state, written }: MemoryRow,
  { fromVersion, fromStatus, decidedAt }: OrderChange,
): boolean {
  if (state.version === fromVersion) return state.status === fromStatus;
  const isUnsettled = state.version > fromVersion && written.settledVersion <= fromVersion;
  return isUnsettled && written.decidedAt < decidedAt;
}

function isOvertaken({ written, timeline }: MemoryRow, { decidedAt, entries }: OrderChange): boolean {
  const isWritten = entries.every(({ sequence, kind }) => timeline[sequence - 1]?.kind === kind);
  return written.decidedAt > decidedAt || isWritten;
}
