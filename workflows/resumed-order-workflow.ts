// Goes on with an order whose workflow was lost while the order was open: terminated by mistake, or gone with Temporal.
import {
  CancellationScope,
  setDefaultUpdateHandler,
  setHandler,
  sleep,
  upsertSearchAttributes,
} from '@temporalio/workflow';
import { SYSTEM } from '../domain/actor.ts';
import { aftercareWorkflowId } from '../domain/identity.ts';
import type { OrderId } from '../domain/ids.ts';
import { isOpen } from '../domain/order-status.ts';
import type { StoredOrder } from '../domain/ports/order-store.ts';
import { fixedAttributes, stateAttributes } from '../domain/search-attributes.ts';
import { clearPassed } from './ask-stripe.ts';
import { awaitDecision } from './await-decision.ts';
import { pausesOf } from './backoff.ts';
import { collectPayment } from './collect-payment.ts';
import { driveOrder } from './drive-order.ts';
import { loadOrder } from './effects.ts';
import { failureOf, notYet } from './failure-type.ts';
import { followPickup } from './follow-pickup.ts';
import { handOver } from './hand-over.ts';
import * as messages from './messages.ts';
import { happen, type OrderRun, storedRun } from './order-run.ts';
import { takeFact } from './signals.ts';
import { windUp } from './wind-up.ts';

/** Runs under the order's own id. @throws ApplicationFailure `ORDER_NOT_FOUND` for an order nobody placed. */
export async function resumedOrderWorkflow(orderId: OrderId): Promise<messages.Standing> {
  const waiting: unknown[] = [];
  setHandler(messages.stripeEventSignal, (fact) => void waiting.push(fact));
  setDefaultUpdateHandler(notYet);
  const stored = await CancellationScope.nonCancellable(() => claimOrder(orderId, waiting));
  const order: OrderRun = { ...storedRun(stored), isResumed: true };
  upsertSearchAttributes([...fixedAttributes(order.placed), ...stateAttributes(order.state)]);
  // This first write takes the place of one the lost workflow may still have on its way.
  happen(order, { type: 'RESUMED', by: SYSTEM });
  clearPassed(order);
  for (const fact of waiting) takeFact(order, fact);
  setDefaultUpdateHandler(undefined);
  return driveOrder(order, () => goOn(order));
}

/** An order that has ended meanwhile is left to its after-care for as long as one runs. */
async function claimOrder(orderId: OrderId, facts: unknown[]): Promise<StoredOrder> {
  for (const pause of pausesOf()) {
    const stored = await found(orderId);
    if (isOpen(stored.state.status)) return stored;
    if (!(await handOver(aftercareWorkflowId(orderId), facts))) break;
    await sleep(pause, { summary: 'Laisser finir les suites de la commande' });
  }
  return found(orderId);
}

async function found(orderId: OrderId): Promise<StoredOrder> {
  const stored = await loadOrder(orderId);
  if (stored !== null) return stored;
  throw failureOf('ORDER_NOT_FOUND');
}

async function goOn(order: OrderRun): Promise<messages.Standing> {
  // A payment the lost workflow was told of may not be written down; Stripe still knows it.
  order.lookUpWanted = true;
  if (order.placed.paymentMethod === 'ONLINE') await collectPayment(order);
  await awaitDecision(order);
  await followPickup(order);
  return windUp(order);
}
