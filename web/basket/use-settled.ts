// Empties the basket whose order is paid or at the shop, wherever that is noticed: here, on its page, or never on its page.
import { useEffect } from 'react';
import type { Order } from '../api/bodies.ts';
import { BASKETS } from './use-basket.ts';

/** @param order undefined until it is read. An order whose payment was given up leaves the basket as it is. */
export function useSettled(order: Order | undefined): void {
  const isUnpaid = order?.paymentStatus === 'AWAITING' || order?.paymentStatus === 'ABANDONED';
  const settledId = isUnpaid ? undefined : order?.id;
  useEffect(() => {
    if (settledId !== undefined) BASKETS.settle(settledId);
  }, [settledId]);
}
