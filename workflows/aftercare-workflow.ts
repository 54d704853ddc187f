// What still happens to an order that has ended: late payments, refunds that fail later, disputes.
import { CancellationScope, setHandler } from '@temporalio/workflow';
import type { OrderId } from '../domain/ids.ts';
import { isStripeFact } from '../domain/stripe-fact-shape.ts';
import { believeFact } from './believe.ts';
import { acceptRefundRetry } from './decisions.ts';
import { loadOrder } from './effects.ts';
import * as messages from './messages.ts';
import { newRun, type OrderRun } from './order-run.ts';
import { keepRecords } from './recorder.ts';
import { acceptSignals } from './signals.ts';
import { windUp } from './wind-up.ts';

/** Started by the first Stripe event that finds no running order. @returns null for an order nobody placed. */
export async function aftercareWorkflow(orderId: OrderId): Promise<messages.Standing | null> {
  const waiting: unknown[] = [];
  setHandler(messages.stripeEventSignal, (fact) => void waiting.push(fact));
  return CancellationScope.nonCancellable(async () => {
    const stored = await loadOrder(orderId);
    if (stored === null) return null;
    const order: OrderRun = { ...newRun(stored.placed, stored.state), pickupCode: stored.pickupCode };
    acceptSignals(order);
    acceptRefundRetry(order);
    for (const fact of waiting) if (isStripeFact(fact)) believeFact(order, fact);
    return Promise.race([windUp(order), keepRecords(order)]);
  });
}
