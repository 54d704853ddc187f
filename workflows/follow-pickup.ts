// From accepted to collected: the butcher prepares, the customer comes, or the grace runs out.
import { condition } from '@temporalio/workflow';
import { SYSTEM } from '../domain/actor.ts';
import { pickupGraceEnd } from '../domain/deadlines.ts';
import { happen, now, type OrderRun } from './order-run.ts';
import { waitUntil } from './waiting.ts';

export async function followPickup(order: OrderRun): Promise<void> {
  await condition(() => order.state.status !== 'ACCEPTED');
  if (order.state.status !== 'READY') return;
  const graceEnd = pickupGraceEnd(order.placed, order.state.readyAt ?? now());
  if (await waitUntil(() => order.state.status !== 'READY', graceEnd, 'Fin du délai de retrait')) return;
  happen(order, { type: 'NO_SHOW', by: SYSTEM });
}
