// The port OrdersView on PostgreSQL: single orders, lists by keyset, timelines.
import { parseOrderId } from '../../domain/ids.ts';
import type { ListRequest, OrdersView, OrderView, Page } from '../../domain/ports/orders-view.ts';
import type { OrderWhereInput } from '../generated/prisma/models/Order.ts';
import type { OrdersDatabase } from './database.ts';
import { readCursor, writeCursor } from './order-cursor.ts';
import { known, orderView, timelineRow } from './order-rows.ts';

export function openOrdersView(database: OrdersDatabase): OrdersView {
  return {
    byId: async (orderId) => {
      const [order, items] = await Promise.all([
        database.order.findUnique({ where: { id: orderId } }),
        database.orderItem.findMany({ where: { orderId }, orderBy: { line: 'asc' } }),
      ]);
      return order === null ? null : orderView(order, items);
    },
    byPaymentIntent: async (stripePaymentIntentId) => {
      const order = await database.order.findUnique({
        where: { stripePaymentIntentId },
        select: { id: true },
      });
      return order === null ? null : known(parseOrderId(order.id), 'Order.id');
    },
    ofCustomer: (customerId, list) => page(database, { customerId }, list),
    ofShop: (shopId, list) => page(database, { shopId }, list),
    timeline: async (orderId) => {
      const entries = await database.orderEvent.findMany({
        where: { orderId },
        orderBy: { sequence: 'asc' },
      });
      return entries.map(timelineRow);
    },
  };
}

async function page(
  database: OrdersDatabase,
  owner: OrderWhereInput,
  { statuses, cursor, limit }: ListRequest,
): Promise<Page<OrderView>> {
  const found = await database.order.findMany({
    where: {
      ...owner,
      ...(statuses.length === 0 ? {} : { status: { in: [...statuses] } }),
      ...(cursor === null ? {} : olderThan(cursor)),
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    // One more than asked for tells whether another page follows.
    take: limit + 1,
    include: { items: { orderBy: { line: 'asc' } } },
  });
  const data = found.slice(0, limit).map(({ items, ...order }) => orderView(order, items));
  const last = data.at(-1);
  const isLastPage = found.length <= limit || last === undefined;
  return { data, nextCursor: isLastPage ? null : writeCursor(last) };
}

/** The first condition is implied by the second, but the only one an index can start from. */
function olderThan(cursor: string): OrderWhereInput {
  const { createdAt, orderId } = readCursor(cursor);
  const at = new Date(createdAt);
  return {
    createdAt: { lte: at },
    OR: [{ createdAt: { lt: at } }, { createdAt: at, id: { lt: orderId } }],
  };
}
