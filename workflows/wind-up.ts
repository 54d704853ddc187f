// The end of an order: the money given back where it is owed, every message answered, every fact written down.
import { allHandlersFinished, condition } from '@temporalio/workflow';
import { owesRefund } from '../domain/advance.ts';
import { believeOrphanFacts } from './believe.ts';
import type { Standing } from './messages.ts';
import { isRecorded, type OrderRun } from './order-run.ts';
import { isInDoubt, refund } from './refund.ts';
import { standing } from './standing.ts';

export async function windUp(order: OrderRun): Promise<Standing> {
  do {
    await refund(order);
    believeOrphanFacts(order);
    await condition(() => isRecorded(order) && allHandlersFinished());
  } while (isUnfinished(order));
  return standing(order);
}

/** A fact that came while the last ones were written down: it was answered to Stripe, so it must have its effect. */
function isUnfinished(order: OrderRun): boolean {
  return owesRefund(order.state) || isInDoubt(order) || order.early.length > 0;
}
