// The seams of a worker that can be stopped: each effect's activity, and the one outside call that is its point.
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Seams } from '../../worker/worker-activities.ts';
import type { Effect, Moment } from './failpoint.ts';

/** Resolves when the worker may go on. */
export type Reach = (effect: Effect, moment: Moment) => Promise<void>;

export function failpointSeams(reach: Reach): Seams {
  const running = new AsyncLocalStorage<Effect>();
  return { ports: stoppingPorts(reach, running), activities: stoppingActivities(reach, running) };
}

type Running = AsyncLocalStorage<Effect>;

function stoppingPorts(reach: Reach, running: Running): Seams['ports'] {
  /** The same call within another effect (closing looks up, too) is not that effect's point. */
  const call = async <R>(effect: Effect, run: () => Promise<R>): Promise<R> => {
    if (running.getStore() !== effect) return run();
    await reach(effect, 'before-call');
    const answer = await run();
    await reach(effect, 'after-success');
    return answer;
  };
  return ({ orders, payments, ...others }) => ({
    ...others,
    orders: {
      ...orders,
      place: (placed, placedAt) => call('placeOrder', () => orders.place(placed, placedAt)),
      record: (change) => call('recordChange', () => orders.record(change)),
      load: (orderId) => call('loadOrder', () => orders.load(orderId)),
    },
    payments: {
      ...payments,
      openCheckout: (request) => call('openCheckout', () => payments.openCheckout(request)),
      expireCheckout: (request) => call('closeCheckout', () => payments.expireCheckout(request)),
      lookUpSession: (sessionId) => call('lookUpCheckout', () => payments.lookUpSession(sessionId)),
      refund: (request) => call('refundPayment', () => payments.refund(request)),
    },
  });
}

function stoppingActivities(reach: Reach, running: Running): Seams['activities'] {
  const activity =
    <Args extends readonly unknown[], R>(effect: Effect, run: (...args: Args) => Promise<R>) =>
    (...args: Args): Promise<R> =>
      running.run(effect, async () => {
        const result = await run(...args);
        await reach(effect, 'before-completion');
        return result;
      });
  return (all) => ({
    ...all,
    placeOrder: activity('placeOrder', all.placeOrder),
    recordChange: activity('recordChange', all.recordChange),
    loadOrder: activity('loadOrder', all.loadOrder),
    openCheckout: activity('openCheckout', all.openCheckout),
    closeCheckout: activity('closeCheckout', all.closeCheckout),
    lookUpCheckout: activity('lookUpCheckout', all.lookUpCheckout),
    refundPayment: activity('refundPayment', all.refundPayment),
  });
}
