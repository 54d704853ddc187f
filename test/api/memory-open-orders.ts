// OpenOrders in memory, over the rows the fake commands write.
import { isOpen, type PaymentStatus } from '../../domain/order-status.ts';
import type { OpenOrders } from '../../domain/ports/open-orders.ts';
import { earlier, type Instant } from '../../domain/time.ts';
import type { Rows } from './memory-view.ts';

const UNPAID: readonly PaymentStatus[] = ['AWAITING', 'PROCESSING', 'DUE_AT_PICKUP'];

export const memoryOpenOrders = (rows: Rows): OpenOrders => ({
  count: async ({ customerId, shopId }) => {
    const open = [...rows.values()].filter(({ state }) => isOpen(state.status));
    const unpaid = open.filter(
      ({ placed, state }) => placed.customerId === customerId && UNPAID.includes(state.paymentStatus),
    );
    const ends = unpaid.flatMap(({ state }) => state.checkout?.expiresAt ?? []);
    return {
      unpaid: unpaid.length,
      unpaidUntil: ends.reduce<Instant | null>(
        (first, end) => (first === null ? end : earlier(first, end)),
        null,
      ),
      open: open.filter(({ placed }) => placed.shopId === shopId).length,
    };
  },
});
