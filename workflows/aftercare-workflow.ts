// What still happens to an order that has ended: late payments, refunds that fail later, disputes.
import { CancellationScope, setDefaultUpdateHandler, setHandler } from '@temporalio/workflow';
import type { OrderId } from '../domain/ids.ts';
import { clearPassed } from './ask-stripe.ts';
import { claimEnded } from './claim-ended.ts';
import { collectPayment, isPaymentOpen } from './collect-payment.ts';
import { acceptDecisions } from './decisions.ts';
import { notYet } from './failure-type.ts';
import * as messages from './messages.ts';
import { type OrderRun, storedRun } from './order-run.ts';
import { keepRecords } from './recorder.ts';
import { acceptSignals, takeFact } from './signals.ts';
import { windUp } from './wind-up.ts';

/** Started by the first Stripe event that finds no running order. @returns null for an order that is not its own. */
export async function aftercareWorkflow(orderId: OrderId): Promise<messages.Standing | null> {
  const waiting: unknown[] = [];
  setHandler(messages.stripeEventSignal, (fact) => void waiting.push(fact));
  setDefaultUpdateHandler(notYet);
  const stored = await claimEnded(orderId, waiting);
  if (stored === null) return null;
  const order = storedRun(stored);
  clearPassed(order);
  acceptSignals(order);
  acceptDecisions(order);
  setDefaultUpdateHandler(undefined);
  for (const fact of waiting) takeFact(order, fact);
  return CancellationScope.nonCancellable(() => Promise.race([settle(order), keepRecords(order)]));
}

/** A payment that was promised when the order's own workflow was lost is waited for here. */
async function settle(order: OrderRun): Promise<messages.Standing> {
  order.lookUpWanted ||= isPaymentOpen(order);
  if (isPaymentOpen(order)) await collectPayment(order);
  return windUp(order);
}
