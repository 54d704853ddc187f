// The port OpenOrders on PostgreSQL: both counts with one statement, over partial indexes, no further than the caps.
import { z } from 'zod';
import type { OpenOrders } from '../../domain/ports/open-orders.ts';
import type { OrdersDatabase, Statement } from './database.ts';
import { parseRow, time } from './row-columns.ts';

/** The predicates of the partial indexes. */
const UNPAID = `"status" IN ('PENDING', 'ACCEPTED', 'READY') AND "paymentStatus" IN ('AWAITING', 'PROCESSING', 'DUE_AT_PICKUP')`;
const OPEN = `"status" IN ('PENDING', 'ACCEPTED', 'READY')`;

/** $1 customer, $2 shop, $3 and $4 their caps. */
export const COUNT_OPEN_ORDERS: Statement = {
  name: 'count_open_orders',
  text: `WITH unpaid AS (
  SELECT "checkoutExpiresAt" FROM "Order" WHERE "customerId" = $1 AND ${UNPAID} LIMIT $3::int
), open AS (
  SELECT 1 FROM "Order" WHERE "shopId" = $2 AND ${OPEN} LIMIT $4::int
)
SELECT jsonb_build_object(
  'unpaid', (SELECT count(*) FROM unpaid),
  'unpaidUntil', (SELECT min("checkoutExpiresAt") FROM unpaid),
  'open', (SELECT count(*) FROM open)
) AS row`,
};

const countsRow = z.object({ unpaid: z.int(), unpaidUntil: time.nullable(), open: z.int() });

export const openOpenOrders = (database: OrdersDatabase): OpenOrders => ({
  count: async ({ customerId, shopId }, { unpaidPerCustomer, openPerShop }) => {
    const [row] = await database.rows(COUNT_OPEN_ORDERS, [
      customerId,
      shopId,
      unpaidPerCustomer,
      openPerShop,
    ]);
    return parseRow(countsRow, 'open orders', row);
  },
});
