// The port OrderFeed on PostgreSQL.
import { z } from 'zod';
import { parseOrderId } from '../../domain/ids.ts';
import type { FeedEntry, OrderFeed } from '../../domain/ports/order-feed.ts';
import type { OrdersDatabase, Statement } from './database.ts';
import { timelineEntryRow } from './order-rows.ts';
import { parsed, parseRow } from './row-columns.ts';

const entriesOf = (column: 'orderId' | 'shopId'): Statement => ({
  name: `feed_${column}`,
  text: `SELECT row_to_json(entry) AS row FROM "OrderEvent" AS entry
WHERE "${column}" = $1 AND "position" > $2::bigint ORDER BY "position" LIMIT $3`,
});

/** $1 id, $2 position, $3 limit. */
const ENTRIES = { order: entriesOf('orderId'), shop: entriesOf('shopId') } as const;

/** $1 id. */
const NEWEST: Statement = {
  name: 'feed_position',
  text: `SELECT "position" AS row FROM "ShopFeed" WHERE "shopId" = $1`,
};

const feedRow = timelineEntryRow.extend({ orderId: parsed(parseOrderId), position: z.int() });

export function openOrderFeed(database: OrdersDatabase): OrderFeed {
  return {
    entriesAfter: async (topic, position, limit) => {
      const id = topic.kind === 'order' ? topic.orderId : topic.shopId;
      const rows = await database.rows(ENTRIES[topic.kind], [id, position, limit]);
      return rows.map((row): FeedEntry => parseRow(feedRow, 'OrderEvent', row));
    },
    newestPosition: async (shopId) => {
      const [position] = await database.rows(NEWEST, [shopId]);
      return position === undefined ? 0 : parseRow(z.coerce.number().int(), 'ShopFeed.position', position);
    },
  };
}
