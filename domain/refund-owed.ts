// Whether an order owes money back.
import type { OrderState } from './order-state.ts';

/** Money taken for an order that was not fulfilled, not yet given back. */
export function owesRefund(state: Pick<OrderState, 'status' | 'paymentStatus' | 'paymentIntentId'>): boolean {
  const unfulfilled =
    state.status === 'REJECTED' || state.status === 'CANCELLED' || state.status === 'EXPIRED';
  const held =
    state.paymentStatus === 'PAID' ||
    state.paymentStatus === 'REFUND_PENDING' ||
    state.paymentStatus === 'REFUND_FAILED';
  return unfulfilled && held && state.paymentIntentId !== null;
}
