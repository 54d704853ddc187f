// What an operator has before them: an order's timeline, and decisions sent as an update, which answers, or as a signal, which does not.
import type { WorkflowHandle } from '@temporalio/client';
import type { PlacedOrder } from '../../domain/placed-order.ts';
import * as messages from '../../workflows/messages.ts';
import { benchForEachTest } from './bench-hooks.ts';
import { type Bench, paidFact, placeOrder } from './order-scenario.ts';
import { placedOrder } from './placed-orders.ts';

export const MARIE = 'operator:marie';
export const BOTH = ['update', 'signal'] as const;

export type Way = (handle: WorkflowHandle, name: messages.DecisionName, sent: unknown) => Promise<unknown>;

/** A signal is waited for as long as it takes to be written down. */
const waysOf = (bench: Bench): Readonly<Record<(typeof BOTH)[number], Way>> => ({
  update: (handle, name, sent) => handle.executeUpdate(name, { args: [sent] }),
  signal: async (handle, name, sent) => {
    await handle.signal(name, sent);
    await bench.env.sleep(1_000);
  },
});

export interface OperatorDesk {
  readonly bench: Bench;
  readonly ways: ReturnType<typeof waysOf>;
  readonly run: <T>(story: () => Promise<T>) => Promise<T>;
  readonly row: (placed: PlacedOrder) => ReturnType<Bench['orders']['row']>;
  readonly lastEntry: (
    placed: PlacedOrder,
  ) => ReturnType<Bench['orders']['row']>['timeline'][number] | undefined;
}

/** @param take keeps the desk of the test that is about to run. */
export function deskForEachTest(take: (desk: OperatorDesk) => void): void {
  benchForEachTest((bench) => {
    const row = ({ orderId }: PlacedOrder) => bench.orders.row(orderId);
    take({
      bench,
      ways: waysOf(bench),
      run: (story) => bench.worker.runUntil(story),
      row,
      lastEntry: (placed) => row(placed).timeline.at(-1),
    });
  });
}

export const counterOrder = (change: Partial<PlacedOrder> = {}): PlacedOrder =>
  placedOrder({ paymentMethod: 'ON_PICKUP', ...change });

/** Placed and paid; the butcher is alerted. */
export async function paidOrder(bench: Bench, placed: PlacedOrder): Promise<WorkflowHandle> {
  const { handle } = await placeOrder(bench, placed);
  await handle.signal(messages.stripeEventSignal, paidFact(bench, placed));
  for (let tries = 0; bench.orders.row(placed.orderId).state.decisionDeadline === null; tries += 1) {
    if (tries > 200) throw new Error('the payment was not heard of');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return handle;
}
