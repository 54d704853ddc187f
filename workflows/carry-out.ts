// Carries a decision out. While the customer may be paying, a refusal or cancellation waits for the page to close.
import { condition } from '@temporalio/workflow';
import type { Step } from '../domain/advance.ts';
import type { OrderEvent } from '../domain/order-event.ts';
import { happen, type OrderRun, type Withdrawal } from './order-run.ts';

export async function carryOut(order: OrderRun, event: OrderEvent): Promise<Step> {
  if (isWithdrawal(event) && mayBePaying(order)) {
    order.withdrawal ??= event;
    await condition(() => order.withdrawal === null);
  }
  return happen(order, event);
}

function isWithdrawal(event: OrderEvent): event is Withdrawal {
  return event.type === 'REJECTED' || event.type === 'CANCELLED';
}

function mayBePaying({ state }: OrderRun): boolean {
  return state.status === 'PENDING' && state.paymentStatus === 'AWAITING';
}
