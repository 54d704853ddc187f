// B: started, then asked for its payment page again and again; decided by signal, then looked up in the database.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { actor } from '../../../domain/actor.ts';
import { openState } from '../../../domain/order-state.ts';
import type { PlacedOrder } from '../../../domain/placed-order.ts';
import type { OrdersView } from '../../../domain/ports/orders-view.ts';
import { fixedAttributes, stateAttributes } from '../../../domain/search-attributes.ts';
import { instant } from '../../../domain/time.ts';
import type { Contender } from '../compare/contender.ts';
import { paidSession } from '../compare/paid.ts';
import { acceptSignal, checkoutQuery, paidSignal, TASK_QUEUE } from './messages.ts';
import type { straightforwardOrder } from './workflow.ts';

const BUTCHER = actor('butcher', 'user_bench_butcher');

export interface Polled {
  readonly client: Client;
  readonly orders: Pick<OrdersView, 'byId'>;
  /** Milliseconds between two questions. */
  readonly pollMs: number;
}

export function openStraightforward({ client, orders, pollMs }: Polled): Contender {
  return {
    letter: 'B',
    live: async (placed) => {
      const startedAt = performance.now();
      const handle = await client.workflow.start<typeof straightforwardOrder>(
        'straightforwardOrder',
        startOf(placed),
      );
      const checkout = await poll(pollMs, () => handle.query(checkoutQuery));
      const checkoutMs = performance.now() - startedAt;
      await handle.signal(paidSignal, paidSession(placed, checkout).paymentIntentId ?? '');
      await handle.signal(acceptSignal, BUTCHER);
      await poll(pollMs, async () => {
        const order = await orders.byId(placed.orderId);
        return order?.status === 'ACCEPTED' ? order : null;
      });
      return { checkoutMs };
    },
  };
}

function startOf(placed: PlacedOrder) {
  const attributes = [...fixedAttributes(placed), ...stateAttributes(openState(placed, instant(0)))];
  return {
    workflowId: `${TASK_QUEUE}-${placed.orderId}`,
    taskQueue: TASK_QUEUE,
    args: [placed] as [PlacedOrder],
    typedSearchAttributes: attributes,
  };
}

async function poll<T>(every: number, look: () => Promise<T | null>): Promise<T> {
  for (;;) {
    const found = await look();
    if (found !== null) return found;
    await sleep(every);
  }
}
