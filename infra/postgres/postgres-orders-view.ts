// The port OrdersView on PostgreSQL: single orders, lists by keyset, timelines.
import { parseOrderId, type ShopId, type UserId } from '../../domain/ids.ts';
import type {
  ListRequest,
  OrdersView,
  OrderView,
  Page,
  ShopListRequest,
} from '../../domain/ports/orders-view.ts';
import { isoTime } from '../../domain/time.ts';
import type { OrdersDatabase, SqlValue } from './database.ts';
import { readCursor, writeCursor } from './order-cursor.ts';
import { type ListShape, ORDER_BY_ID, ORDER_BY_PAYMENT, orderList, TIMELINE } from './order-read-sql.ts';
import { orderView, timelineRow } from './order-rows.ts';
import { parsed, parseRow } from './row-columns.ts';

export function openOrdersView(database: OrdersDatabase): OrdersView {
  return {
    byId: async (orderId) => {
      const [row] = await database.rows(ORDER_BY_ID, [orderId]);
      return row === undefined ? null : orderView(row);
    },
    byPaymentIntent: async (paymentIntentId) => {
      const [id] = await database.rows(ORDER_BY_PAYMENT, [paymentIntentId]);
      return id === undefined ? null : parseRow(parsed(parseOrderId), 'Order.id', id);
    },
    ofCustomer: (customerId, list) => page(database, { customerId }, list),
    ofShop: (shopId, list) => page(database, { shopId }, list),
    timeline: async (orderId) => (await database.rows(TIMELINE, [orderId])).map(timelineRow),
  };
}

type Owner = { readonly customerId: UserId } | { readonly shopId: ShopId };

async function page(database: OrdersDatabase, owner: Owner, list: ShopListRequest): Promise<Page<OrderView>> {
  const [ownerColumn, ownerId] =
    'shopId' in owner ? (['shopId', owner.shopId] as const) : (['customerId', owner.customerId] as const);
  const times = timeValues(list);
  const shape: ListShape = {
    owner: ownerColumn,
    byStatus: list.statuses.length > 0,
    byTime: times.length > 0,
    older: list.cursor !== null,
  };
  // One more than asked for tells whether another page follows.
  const values = [
    ownerId,
    list.limit + 1,
    ...(shape.byStatus ? [list.statuses] : []),
    ...times,
    ...positionValues(list),
  ];
  const found = await database.rows(orderList(shape), values);
  const data = found.slice(0, list.limit).map(orderView);
  const last = data.at(-1);
  const isLastPage = found.length <= list.limit || last === undefined;
  return { data, nextCursor: isLastPage ? null : writeCursor(last) };
}

/** An end that is not given is infinitely far. */
function timeValues({ placedFrom = null, placedBefore = null }: ShopListRequest): readonly SqlValue[] {
  if (placedFrom === null && placedBefore === null) return [];
  return [
    placedFrom === null ? '-infinity' : isoTime(placedFrom),
    placedBefore === null ? 'infinity' : isoTime(placedBefore),
  ];
}

function positionValues({ cursor }: ListRequest): readonly SqlValue[] {
  if (cursor === null) return [];
  const { createdAt, orderId } = readCursor(cursor);
  return [isoTime(createdAt), orderId];
}
