// The story of one order, from its placing to its end.
import { CancellationScope, workflowInfo } from '@temporalio/workflow';
import { SYSTEM } from '../domain/actor.ts';
import { openState } from '../domain/order-state.ts';
import type { PlacedOrder } from '../domain/placed-order.ts';
import { instant } from '../domain/time.ts';
import { awaitDecision } from './await-decision.ts';
import { collectPayment } from './collect-payment.ts';
import { acceptDecisions } from './decisions.ts';
import { placeOrder } from './effects.ts';
import { followPickup } from './follow-pickup.ts';
import type { Standing } from './messages.ts';
import { newRun, noteRefused, type OrderRun } from './order-run.ts';
import { keepRecords } from './recorder.ts';
import { acceptSignals } from './signals.ts';
import { windUp } from './wind-up.ts';

export async function orderWorkflow(placed: PlacedOrder): Promise<Standing> {
  const order = newRun(placed, openState(placed, instant(workflowInfo().startTime.getTime())));
  acceptDecisions(order);
  acceptSignals(order);
  noteCancelRequests(order);
  // An order is cancelled by its update; a cancelled workflow must still refund and record.
  return CancellationScope.nonCancellable(() => Promise.race([live(order), keepRecords(order)]));
}

async function live(order: OrderRun): Promise<Standing> {
  order.pickupCode = (await placeOrder(order.placed, order.state.placedAt)).pickupCode;
  if (order.placed.paymentMethod === 'ONLINE') await collectPayment(order);
  await awaitDecision(order);
  await followPickup(order);
  return windUp(order);
}

function noteCancelRequests(order: OrderRun): void {
  CancellationScope.current().cancelRequested.catch(() => {
    noteRefused(order, { by: SYSTEM, message: 'cancel workflow', code: 'NOT_ALLOWED_YET' });
  });
}
