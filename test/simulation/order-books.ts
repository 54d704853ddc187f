// The ports by which reconciliation knows the one order of a world: its row, and its workflows.

import { aftercareWorkflowId, orderWorkflowId } from '../../domain/identity.ts';
import { isOpen } from '../../domain/order-status.ts';
import type { OrderAttendance } from '../../domain/ports/order-attendance.ts';
import type { EntriesPage, OrderBooks } from '../../domain/ports/order-books.ts';
import type { OrderEntry } from '../../domain/reconciliation/order-entry.ts';
import { owesRefund } from '../../domain/refund-owed.ts';
import type { MemoryRow } from '../support/memory-orders.ts';
import type { Ground } from './ground.ts';
import type { TemporalServer } from './temporal/server.ts';

export function createOrderBooks({ orders, placed }: Ground): OrderBooks {
  const entries = (isWanted: (entry: OrderEntry) => boolean): readonly OrderEntry[] => {
    const row = orders.find(placed.orderId);
    return row === null ? [] : [entryOf(row)].filter(isWanted);
  };
  const page = (isWanted: (entry: OrderEntry) => boolean): EntriesPage => ({
    entries: entries(isWanted),
    nextCursor: null,
  });
  return {
    byIds: async (ids) => entries(({ orderId }) => ids.includes(orderId)),
    byPayments: async (ids) => entries(({ paymentIntentId }) => ids.some((id) => id === paymentIntentId)),
    unfinished: async () => page((entry) => isOpen(entry.status) || owesRefund(entry)),
    changedSince: async (since) => page(({ decidedAt }) => decidedAt >= since),
  };
}

function entryOf({ placed, state, written }: MemoryRow): OrderEntry {
  const { status, paymentStatus, paymentIntentId, refund, dispute, attention, acknowledged, version } = state;
  const { orderId, paymentMethod, total } = placed;
  const sessionId = state.checkout?.sessionId ?? null;
  const { decidedAt } = written;
  const frozen = { orderId, paymentMethod, total, sessionId, decidedAt };
  const progress = { paymentIntentId, refund, dispute, attention, acknowledged, version };
  return { ...frozen, status, paymentStatus, ...progress };
}

/** What a workflow says of itself is in the row within a moment: it is checked by its own promise. */
export function createAttendance({ executions }: TemporalServer): OrderAttendance {
  const isRunning = (workflowId: string): boolean => executions.get(workflowId)?.closed === false;
  return {
    attendanceOf: async (orderId) => ({
      order: { isRunning: isRunning(orderWorkflowId(orderId)), status: null, paymentStatus: null },
      isAftercareRunning: isRunning(aftercareWorkflowId(orderId)),
    }),
  };
}
