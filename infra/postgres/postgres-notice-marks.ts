// The port NoticeMarks on PostgreSQL.
import { z } from 'zod';
import { parseShopId } from '../../domain/ids.ts';
import type { NoticeMarks } from '../../domain/ports/notice-follower.ts';
import type { OrdersDatabase, Statement } from './database.ts';
import { parsed, parseRow } from './row-columns.ts';

const BEHIND: Statement = {
  name: 'notice_shops_behind',
  text: `SELECT feed."shopId" AS row FROM "ShopFeed" AS feed
LEFT JOIN "NoticeMark" AS mark ON mark."shopId" = feed."shopId"
WHERE feed."position" > coalesce(mark."position", 0) ORDER BY feed."shopId"`,
};

/** $1 shop. */
const MARK: Statement = {
  name: 'notice_mark',
  text: `SELECT "position" AS row FROM "NoticeMark" WHERE "shopId" = $1`,
};

/** $1 shop, $2 position. A follower that was only slow must not take the mark back. */
const ADVANCE: Statement = {
  name: 'advance_notice_mark',
  text: `INSERT INTO "NoticeMark" AS mark ("shopId", "position") VALUES ($1, $2::bigint)
ON CONFLICT ("shopId") DO UPDATE SET "position" = excluded."position"
WHERE mark."position" < excluded."position"
RETURNING true AS row`,
};

export function openNoticeMarks(database: OrdersDatabase): NoticeMarks {
  return {
    behind: async () =>
      (await database.rows(BEHIND, [])).map((row) => parseRow(parsed(parseShopId), 'ShopFeed.shopId', row)),
    markOf: async (shopId) => {
      const [row] = await database.rows(MARK, [shopId]);
      return row === undefined ? 0 : parseRow(z.coerce.number().int(), 'NoticeMark.position', row);
    },
    advance: async (shopId, position) => {
      await database.rows(ADVANCE, [shopId, position]);
    },
  };
}
