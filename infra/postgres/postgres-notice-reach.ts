// The ports NoticeReach and ShopContacts on PostgreSQL: who can be told, and where.
import { z } from 'zod';
import { parseOrderId } from '../../domain/ids.ts';
import type { NoticeChannel } from '../../domain/notices/notice.ts';
import type { NoticeReach } from '../../domain/ports/notice-follower.ts';
import type { ShopContacts } from '../../domain/ports/shop-contacts.ts';
import type { OrdersDatabase, Statement } from './database.ts';
import { parsed, parseRow } from './row-columns.ts';

/** $1 orders. */
const REACH: Statement = {
  name: 'notice_reach',
  text: `SELECT json_build_object('orderId', placed."id", 'CUSTOMER_EMAIL', contact."email" IS NOT NULL,
  'SHOP_EMAIL', shop."email" IS NOT NULL, 'SHOP_WEBHOOK', shop."webhookUrl" IS NOT NULL) AS row
FROM "Order" AS placed JOIN "Shop" AS shop ON shop."id" = placed."shopId"
LEFT JOIN "OrderPrivate" AS contact ON contact."orderId" = placed."id"
WHERE placed."id" = ANY ($1::text[])`,
};

/** $1 shop. */
const CONTACT: Statement = {
  name: 'shop_contact',
  text: `SELECT json_build_object('email', "email", 'url', "webhookUrl", 'secret', "webhookSecret") AS row
FROM "Shop" WHERE "id" = $1`,
};

const reachRow = z.object({
  orderId: parsed(parseOrderId),
  CUSTOMER_EMAIL: z.boolean(),
  SHOP_EMAIL: z.boolean(),
  SHOP_WEBHOOK: z.boolean(),
});
const text = z.string().nullable();
const contactRow = z.object({ email: text, url: text, secret: text });

/** @param configured the channels this installation serves at all. */
export function openNoticeReach(database: OrdersDatabase, configured: readonly NoticeChannel[]): NoticeReach {
  return {
    reachOf: async (orderIds) => {
      const rows = await database.rows(REACH, [[...new Set(orderIds)]]);
      return new Map(
        rows
          .map((row) => parseRow(reachRow, 'Order', row))
          .map((row) => [row.orderId, configured.filter((channel) => row[channel])]),
      );
    },
  };
}

export function openShopContacts(database: OrdersDatabase): ShopContacts {
  return {
    contactOf: async (shopId) => {
      const [row] = await database.rows(CONTACT, [shopId]);
      if (row === undefined) return null;
      const { email, url, secret } = parseRow(contactRow, 'Shop', row);
      return { email, webhook: url === null || secret === null ? null : { url, secret } };
    },
  };
}
