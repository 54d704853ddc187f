// The butcher's decision: alerted, reminded at half-time, and refused by the system when nobody answers.
import { SYSTEM } from '../domain/actor.ts';
import { decisionTimes, reminder } from '../domain/deadlines.ts';
import { followUp } from '../domain/follow-up.ts';
import type { Instant } from '../domain/time.ts';
import { happen, now, type OrderRun } from './order-run.ts';
import { waitUntil } from './waiting.ts';

/** An operator may move the deadline: then the butcher is reminded at half of what is left, and refused at the new one. */
export async function awaitDecision(order: OrderRun): Promise<void> {
  alertButcher(order);
  const unsaid = decisionTimes(order.placed, now()).deadline;
  while (order.state.status === 'PENDING') {
    await awaitDeadline(order, order.state.decisionDeadline ?? unsaid);
  }
}

/** Until it is decided, or the deadline is another one. */
async function awaitDeadline(order: OrderRun, deadline: Instant): Promise<void> {
  const isOver = () =>
    order.state.status !== 'PENDING' || (order.state.decisionDeadline ?? deadline) !== deadline;
  const remindAt = reminder(order.placed, deadline, now());
  // A message may come in the moment the time is up: it counts.
  if ((await waitUntil(isOver, remindAt, 'Rappel à la boutique')) || isOver()) return;
  happen(order, { type: 'BUTCHER_REMINDED', by: SYSTEM });
  if ((await waitUntil(isOver, deadline, 'Fin du délai de décision')) || isOver()) return;
  happen(order, { type: 'REJECTED', by: SYSTEM, reason: 'NO_ANSWER' });
}

/** An order paid online alerts the butcher with its payment; one paid at the counter does so here. */
function alertButcher(order: OrderRun): void {
  const alert = followUp(order.placed, order.state, now());
  if (alert !== null) happen(order, alert);
}
