// The port OrderStore, with one log line and one count for each fact: when it is written, and only the first time.
import type { Log } from '../../domain/ports/log.ts';
import type { OrderChange, OrderStore } from '../../domain/ports/order-store.ts';
import type { OrderMetrics } from './order-metrics.ts';

export interface OrderWatch {
  readonly log: Log;
  readonly metrics: OrderMetrics;
}

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
      const told = await store.record(change);
      const news = { ...change, entries: told };
      logFacts(log, news);
      metrics.changed(news);
      return told;
    },
  };
}

/** Statuses are those after the last of the entries. */
function logFacts(log: Log, { orderId, state, entries }: OrderChange): void {
  const { status, paymentStatus, reason, attention } = state;
  for (const { sequence, kind } of entries) {
    const told = { ...(reason === null ? {} : { reason }), ...(attention.length === 0 ? {} : { attention }) };
    log.info({ orderId, sequence, kind, status, paymentStatus, ...told }, 'order');
  }
}
