// What an operator may do is a matter of more than status and payment: these rules stand before the tables.
import { roleOf } from './actor.ts';
import type { FailureCode } from './failures.ts';
import type { AttentionCode, OrderEvent } from './order-event.ts';
import { awaitsPayment, type OrderState } from './order-state.ts';
import { owesRefund } from './refund-owed.ts';

/** @returns null where the tables decide. */
export function operatorRefusal(state: OrderState, event: OrderEvent): FailureCode | null {
  switch (event.type) {
    case 'REFUND_REQUESTED':
      return roleOf(event.by) === 'operator' && state.paymentStatus !== 'REFUND_FAILED'
        ? 'NOTHING_TO_REFUND'
        : null;
    case 'ACKNOWLEDGED':
      if (!state.attention.includes(event.code)) return 'NOTHING_TO_ACKNOWLEDGE';
      return STANDS[event.code](state) ? 'CAUSE_STANDS' : null;
    default:
      return null;
  }
}

/** Whether the cause is still at work: then there is something to do, or to wait for, and nothing to put away. */
const STANDS: Readonly<Record<AttentionCode, (state: OrderState) => boolean>> = {
  STRIPE_KEY_REFUSED: () => true,
  STRIPE_UNREADABLE: () => true,
  STRIPE_REQUEST_REFUSED: (state) => awaitsPayment(state) || owesRefund(state),
  PAYMENT_MISMATCH: awaitsPayment,
  REFUND_FAILED: ({ paymentStatus }) => paymentStatus === 'REFUND_FAILED',
  DISPUTED: ({ dispute }) => dispute?.isOver !== true,
  REFUNDED_ELSEWHERE: () => false,
  EVENT_UNREADABLE: () => false,
};
