// The end of an order: the money given back where it is owed, every message answered, every fact written down.
import { allHandlersFinished, condition, patched, setCurrentDetails } from '@temporalio/workflow';
import { owesRefund } from '../domain/refund-owed.ts';
import { believeOrphanFacts } from './believe.ts';
import { describe } from './details.ts';
import type { Standing } from './messages.ts';
import { isRecorded, type OrderRun } from './order-run.ts';
import { isInDoubt, refund } from './refund.ts';
import { standing } from './standing.ts';

export async function windUp(order: OrderRun): Promise<Standing> {
  do {
    await refund(order);
    believeOrphanFacts(order);
    await untilSettled(order);
    await condition(() => isRecorded(order) && allHandlersFinished());
  } while (isUnfinished(order) || callsOperator(order));
  return standing(order);
}

/**
 * An order that calls an operator stays until somebody has seen to it: what runs and needs attention is all that does.
 * News about its money is acted on meanwhile.
 */
async function untilSettled(order: OrderRun): Promise<void> {
  if (!callsOperator(order)) return;
  setCurrentDetails(describe(order));
  await condition(() => order.state.attention.length === 0 || isUnfinished(order));
}

const callsOperator = ({ state }: OrderRun): boolean =>
  state.attention.length > 0 && patched('stays-until-settled');

/** A fact that came while the last ones were written down: it was answered to Stripe, so it must have its effect. */
function isUnfinished(order: OrderRun): boolean {
  return owesRefund(order.state) || isInDoubt(order) || order.early.length > 0;
}
