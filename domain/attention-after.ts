// Which causes an event raises and clears, of those that call an operator.
import { type Attention, putAway, raised, without } from './attention.ts';
import type { AttentionCode, OrderEvent } from './order-event.ts';
import type { OrderState } from './order-state.ts';

export function attentionAfter({ attention, acknowledged }: OrderState, event: OrderEvent): Attention {
  const before = { attention, acknowledged };
  const cleared = (...codes: readonly AttentionCode[]): Attention => ({
    attention: without(attention, ...codes),
    acknowledged,
  });
  switch (event.type) {
    case 'REFUND_REQUESTED':
    case 'REFUND_PENDING':
      return cleared('REFUND_FAILED');
    case 'REFUND_SUCCEEDED':
      return cleared('REFUND_FAILED', 'REFUNDED_ELSEWHERE');
    case 'REFUND_FAILED':
    case 'PAYMENT_MISMATCH':
      return raised(before, event.type);
    case 'DISPUTE_OPENED':
      // No refund leaves while a payment is disputed; won, it is asked for anew.
      return raised(cleared('REFUND_FAILED'), 'DISPUTED');
    case 'DISPUTE_CLOSED':
      return event.won ? cleared('DISPUTED') : raised(before, 'DISPUTED');
    case 'ATTENTION_RAISED':
      return raised(before, event.code);
    case 'ATTENTION_CLEARED':
      return cleared(event.code);
    case 'ACKNOWLEDGED':
      return putAway(before, event.code);
    default:
      return before;
  }
}
