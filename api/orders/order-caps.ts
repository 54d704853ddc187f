// How many orders may be open at once: of one customer without being paid, and of one shop in all.
import type { PlacedOrder } from '../../domain/placed-order.ts';
import type { OpenOrderCounts } from '../../domain/ports/open-orders.ts';
import { longer, minutes, seconds, until } from '../../domain/time.ts';
import type { ApiParts } from '../parts.ts';
import { Refusal } from '../problem/refusal.ts';

/** Until something may have changed that nobody can foretell: somebody pays at the counter, the shop hands over. */
const LATER = minutes(10);
const SOONEST = seconds(1);

type Parts = Pick<ApiParts, 'openOrders' | 'orderCaps' | 'privateDetails' | 'now'>;

/**
 * Of several placed at the same moment a few may pass beyond a cap: they are not written yet when they are counted, and
 * the limit on placing bounds how many.
 * @param key null where the customer sent none. @throws Refusal `TOO_MANY_UNPAID_ORDERS`, `SHOP_FULL`
 */
export async function checkCaps(parts: Parts, placed: PlacedOrder, key: string | null): Promise<void> {
  const counts = await parts.openOrders.count(placed, parts.orderCaps);
  const refusal = refusalOf(parts, counts);
  if (refusal === null || (key !== null && (await wasAdmitted(parts, placed)))) return;
  throw refusal;
}

function refusalOf(
  { orderCaps: caps, now }: Parts,
  { unpaid, unpaidUntil, open }: OpenOrderCounts,
): Refusal | null {
  if (unpaid >= caps.unpaidPerCustomer) {
    const wait = unpaidUntil === null ? LATER : longer(until(now(), unpaidUntil), SOONEST);
    const throttled = { limit: 'unpaid_orders', by: 'user' } as const;
    return new Refusal('TOO_MANY_UNPAID_ORDERS', { retryAfter: wait, throttled });
  }
  if (open < caps.openPerShop) return null;
  return new Refusal('SHOP_FULL', { retryAfter: LATER, throttled: { limit: 'open_orders', by: 'shop' } });
}

/** Its details are kept once it was let in: what is sent again may be on its way, and is not a further order. */
async function wasAdmitted({ privateDetails }: Parts, { orderId }: PlacedOrder): Promise<boolean> {
  return (await privateDetails.detailsOf(orderId)) !== null;
}
