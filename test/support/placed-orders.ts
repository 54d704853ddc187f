// Orders as they would be placed, for tests: a shop open all day, two lines of meat, real policies.
import { parseOrderId, parseProductId, parseShopId, parseUserId } from '../../domain/ids.ts';
import { euros } from '../../domain/money.ts';
import type { OpeningHours, Weekday } from '../../domain/opening-hours.ts';
import type { PlacedOrder } from '../../domain/placed-order.ts';
import { DEFAULT_POLICY } from '../../domain/policy.ts';

const WEEK: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];
export const ALWAYS_OPEN: OpeningHours = WEEK.map((day) => ({ day, opens: '00:00', closes: '24:00' }));

/** @throws when the text is no such id: tests name their ids correctly. */
export function checked<T>(parsed: T | null): T {
  if (parsed === null) throw new Error('not an id');
  return parsed;
}

let count = 0;
/** A fresh order id, unique within the run. */
export function freshOrderId() {
  count += 1;
  return checked(parseOrderId(`test${process.pid}x${String(count).padStart(6, '0')}`));
}

/** An ONLINE order of 37.40 €, unless `change` says otherwise. */
export function placedOrder(change: Partial<PlacedOrder> = {}): PlacedOrder {
  return {
    orderId: freshOrderId(),
    shopId: checked(parseShopId('boucherie-martin')),
    shopName: 'Boucherie Martin',
    customerId: checked(parseUserId('user_marie')),
    paymentMethod: 'ONLINE',
    items: [
      {
        productId: checked(parseProductId('boeuf-bavette')),
        name: 'Bavette de bœuf',
        quantity: 500,
        unit: 'g',
        price: euros(1245),
      },
      {
        productId: checked(parseProductId('poulet-fermier')),
        name: 'Poulet fermier',
        quantity: 1,
        unit: 'piece',
        price: euros(2495),
      },
    ],
    total: euros(3740),
    pickupAt: null,
    policy: DEFAULT_POLICY,
    hours: ALWAYS_OPEN,
    ...change,
  };
}
