// Carries a decision out. While the customer may be paying, a refusal or cancellation waits for the page to close.
import { condition, setCurrentDetails } from '@temporalio/workflow';
import { advance, type Step } from '../domain/advance.ts';
import { mayExtend } from '../domain/extension.ts';
import type { OrderEvent } from '../domain/order-event.ts';
import { awaitsPayment } from '../domain/order-state.ts';
import { describe } from './details.ts';
import { happen, now, type OrderRun, type Withdrawal } from './order-run.ts';

export async function carryOut(order: OrderRun, event: OrderEvent): Promise<Step> {
  const judged = judge(order, event);
  if (judged.kind === 'refused') return judged;
  if (isWithdrawal(event) && awaitsPayment(order.state)) {
    order.withdrawal ??= event;
    setCurrentDetails(describe(order));
    await condition(() => order.withdrawal === null);
  }
  return happen(order, event);
}

/** What would become of the decision now. A deadline is bounded by the frozen order, which the law does not see. */
export function judge({ placed, state }: OrderRun, event: OrderEvent): Step {
  const step = advance(state, event, now());
  if (step.kind !== 'advanced' || event.type !== 'DECISION_EXTENDED') return step;
  if (state.decisionDeadline === null) return { kind: 'refused', code: 'NOT_ALLOWED_YET' };
  return mayExtend(placed, state.decisionDeadline, event.decisionDeadline)
    ? step
    : { kind: 'refused', code: 'DEADLINE_OUT_OF_BOUNDS' };
}

function isWithdrawal(event: OrderEvent): event is Withdrawal {
  return event.type === 'REJECTED' || event.type === 'CANCELLED';
}
