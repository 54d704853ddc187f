// The butcher's decision: alerted, reminded at half-time, and refused by the system when nobody answers.
import { SYSTEM } from '../domain/actor.ts';
import { decisionTimes } from '../domain/deadlines.ts';
import { followUp } from '../domain/follow-up.ts';
import { happen, now, type OrderRun } from './order-run.ts';
import { waitUntil } from './waiting.ts';

/** @param times from now on, unless the order was alerted before. */
export async function awaitDecision(
  order: OrderRun,
  { remindAt, deadline } = decisionTimes(order.placed, now()),
): Promise<void> {
  alertButcher(order);
  const isDecided = () => order.state.status !== 'PENDING';
  if (await waitUntil(isDecided, remindAt, 'Rappel à la boutique')) return;
  happen(order, { type: 'BUTCHER_REMINDED', by: SYSTEM });
  if (await waitUntil(isDecided, deadline, 'Fin du délai de décision')) return;
  happen(order, { type: 'REJECTED', by: SYSTEM, reason: 'NO_ANSWER' });
}

/** An order paid online alerts the butcher with its payment; one paid at the counter does so here. */
function alertButcher(order: OrderRun): void {
  const alert = followUp(order.placed, order.state, now());
  if (alert !== null) happen(order, alert);
}
