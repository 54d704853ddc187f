// Orders as they stand when somebody is told of them.
import type { OrderState } from '../../../domain/order-state.ts';
import { openState } from '../../../domain/order-state.ts';
import type { PlacedOrder } from '../../../domain/placed-order.ts';
import type { StoredOrder } from '../../../domain/ports/order-store.ts';
import { instant } from '../../../domain/time.ts';
import { placedOrder } from '../../support/placed-orders.ts';

/** Tuesday, 9.30 in Paris. */
export const NOW = instant(Date.UTC(2026, 10, 24, 8, 30));

/** A paid order that has reached its shop, unless the changes say otherwise. */
export function storedOrder(state: Partial<OrderState> = {}, placed: Partial<PlacedOrder> = {}): StoredOrder {
  const order = placedOrder(placed);
  return {
    placed: order,
    state: { ...openState(order, NOW), paymentStatus: 'PAID', decisionDeadline: NOW, ...state },
    pickupCode: 'B4K7',
  };
}
