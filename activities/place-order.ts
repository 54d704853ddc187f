// Effect: the order's row, items and first timeline entry.
import type { PlacedOrder } from '../domain/placed-order.ts';
import type { OrderStore } from '../domain/ports/order-store.ts';
import type { Instant } from '../domain/time.ts';

/** Idempotent. @returns the code the customer says at the counter. */
export type PlaceOrder = (placed: PlacedOrder, placedAt: Instant) => Promise<{ readonly pickupCode: string }>;

export const placeOrder =
  (orders: OrderStore): PlaceOrder =>
  async (placed, placedAt) => {
    const { pickupCode } = await orders.place(placed, placedAt);
    return { pickupCode };
  };
