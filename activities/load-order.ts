// Effect: reads an order as it was last recorded.
import type { OrderId } from '../domain/ids.ts';
import type { OrderStore, StoredOrder } from '../domain/ports/order-store.ts';

export type LoadOrder = (orderId: OrderId) => Promise<StoredOrder | null>;

export const loadOrder =
  (orders: OrderStore): LoadOrder =>
  (orderId) =>
    orders.load(orderId);
