// The port OrderStore, with one log line and one count for each fact that is written: when it is, and only then.
import type { Log } from '../../domain/ports/log.ts';
import type { OrderChange, OrderStore } from '../../domain/ports/order-store.ts';
import type { OrderMetrics } from './order-metrics.ts';

export interface OrderWatch {
  readonly log: Log;
  readonly metrics: OrderMetrics;
}

/** What takes the place of an earlier decision is logged, and not counted again: mostly it is the same. */
export function watchOrders(store: OrderStore, { log, metrics }: OrderWatch): OrderStore {
  return {
    ...store,
    async place(placed, placedAt) {
      const answer = await store.place(placed, placedAt);
      if (answer.isNew) {
        const { orderId, shopId, paymentMethod } = placed;
        log.info({ orderId, shopId, sequence: 1, kind: 'PLACED', paymentMethod }, 'order');
        metrics.placed(placed);
      }
      return answer;
    },
    async record(change) {
      const recorded = await store.record(change);
      if (recorded !== 'known') logFacts(log, change);
      if (recorded === 'new') metrics.changed(change);
      return recorded;
    },
  };
}

/** Statuses are those after the last of the entries. */
function logFacts(log: Log, { orderId, state, entries }: OrderChange): void {
  const { status, paymentStatus, reason, attention } = state;
  for (const { sequence, kind } of entries) {
    const told = { ...(reason === null ? {} : { reason }), ...(attention === null ? {} : { attention }) };
    log.info({ orderId, sequence, kind, status, paymentStatus, ...told }, 'order');
  }
}
