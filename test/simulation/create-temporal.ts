// Temporal in a world: the server, and a worker that runs the real activities and may die at any moment of danger.
import { createActivities } from '../../activities/index.ts';
import { isOpen } from '../../domain/order-status.ts';
import { type OrderStore, StaleWrite } from '../../domain/ports/order-store.ts';
import type { Payments } from '../../domain/ports/payments.ts';
import { chance } from './choices.ts';
import { databaseAfterEnd } from './database-after-end.ts';
import type { Ground } from './ground.ts';
import { databaseFault, type Line, overLine } from './ports.ts';
import { createServer, type TemporalServer } from './temporal/server.ts';
import { createWorker, type SimulatedWorker } from './temporal/worker.ts';

export function createTemporal(
  ground: Ground,
  payments: Payments,
): { readonly worker: SimulatedWorker; readonly server: TemporalServer } {
  const { agenda, choices, weather, note } = ground;
  const orders = noting(ground, databaseAfterEnd(ground));
  const hazard = (): void => {
    if (weather.deaths === 0 || choices.pick(1_000) < 1_000 - weather.deaths) return;
    note('the worker dies');
    worker.kill();
  };
  const worker: SimulatedWorker = createWorker(agenda, (life) => {
    const line: Line = { agenda, choices, hazard, isAlive: () => worker.isUp && worker.life === life };
    return createActivities({
      orders: overLine(orders, line, () => databaseFault(choices, weather.database)),
      payments: overLine(payments, line, () => 'none'),
    });
  });
  const dispatch = (): number => 1 + choices.pick(2);
  const evicts = (): boolean => chance(choices, weather.evictions);
  const server = createServer({ agenda, worker, hazard, dispatch, evicts }, (error) =>
    ground.accuse(`a workflow task failed: ${error.stack ?? error.message}`),
  );
  return { worker, server };
}

/** A stale write is a promise broken: it would be tried for ever. */
function noting({ orders, note, accuse }: Ground, onEnd: () => void): OrderStore {
  return {
    ...orders,
    async record(change) {
      const { fromVersion, state, entries } = change;
      const kinds = entries.map(({ kind }) => kind).join(', ');
      note(`database: ${fromVersion} → ${state.version} ${state.status}/${state.paymentStatus} (${kinds})`);
      const recorded = await orders.record(change).catch((error: unknown) => {
        if (error instanceof StaleWrite) accuse(`I8 a stale write: ${error.message}`);
        throw error;
      });
      if (!isOpen(state.status)) onEnd();
      return recorded;
    },
  };
}
