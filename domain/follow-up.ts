// What the system does at once after a step: alert the butcher of a paid order, ask for a refund that is owed.
import { SYSTEM } from './actor.ts';
import { decisionTimes } from './deadlines.ts';
import type { OrderEvent } from './order-event.ts';
import type { OrderState } from './order-state.ts';
import type { PlacedOrder } from './placed-order.ts';
import { owesRefund } from './refund-owed.ts';
import type { Instant } from './time.ts';

/** @returns the event that must follow the given state now; null when the order may wait. */
export function followUp(placed: PlacedOrder, state: OrderState, at: Instant): OrderEvent | null {
  if (awaitsAlert(state)) {
    const { remindAt, deadline } = decisionTimes(placed, at);
    return { type: 'BUTCHER_ALERTED', by: SYSTEM, remindAt, decisionDeadline: deadline };
  }
  if (owesRefund(state) && state.paymentStatus === 'PAID') {
    return { type: 'REFUND_REQUESTED', by: SYSTEM, generation: nextGeneration(state) };
  }
  return null;
}

export function nextGeneration(state: OrderState): number {
  return (state.refund?.generation ?? 0) + 1;
}

function awaitsAlert(state: OrderState): boolean {
  const payable = state.paymentStatus === 'PAID' || state.paymentStatus === 'DUE_AT_PICKUP';
  return state.status === 'PENDING' && payable && state.decisionDeadline === null;
}
