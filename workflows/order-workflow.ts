// The story of one order, from its placing to its end.
import { workflowInfo } from '@temporalio/workflow';
import { openState } from '../domain/order-state.ts';
import type { PlacedOrder } from '../domain/placed-order.ts';
import { instant } from '../domain/time.ts';
import { awaitDecision } from './await-decision.ts';
import { collectPayment } from './collect-payment.ts';
import { driveOrder } from './drive-order.ts';
import { placeOrder } from './effects.ts';
import { followPickup } from './follow-pickup.ts';
import type { Standing } from './messages.ts';
import { newRun, type OrderRun } from './order-run.ts';
import { windUp } from './wind-up.ts';

export async function orderWorkflow(placed: PlacedOrder): Promise<Standing> {
  const order = newRun(placed, openState(placed, instant(workflowInfo().startTime.getTime())));
  return driveOrder(order, () => live(order));
}

async function live(order: OrderRun): Promise<Standing> {
  order.pickupCode = (await placeOrder(order.placed, order.state.placedAt)).pickupCode;
  if (order.placed.paymentMethod === 'ONLINE') await collectPayment(order);
  await awaitDecision(order);
  await followPickup(order);
  return windUp(order);
}
