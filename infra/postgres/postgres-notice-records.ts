// The port NoticeRecords on PostgreSQL: claims and ends of notices, each one statement.
import { z } from 'zod';
import { NOTICE_STATUSES, type NoticeKey, type NoticeStatus } from '../../domain/notices/notice.ts';
import type { NoticeRecords } from '../../domain/ports/notice-records.ts';
import type { OrdersDatabase, Statement } from './database.ts';
import { parseRow, time } from './row-columns.ts';

const KEY = `"orderId" = $1 AND "sequence" = $2::int AND "kind" = $3::"TimelineKind" AND "channel" = $4::"NoticeChannel"`;
const NEW = `INSERT INTO "Notice" AS kept
  ("orderId", "sequence", "kind", "channel", "status", "attempts", "detail", "changedAt")`;
const SAME = `ON CONFLICT ("orderId", "sequence", "kind", "channel") DO UPDATE SET`;
const NOW = `now() AT TIME ZONE 'utc'`;

/** $1 order, $2 sequence, $3 kind, $4 channel. */
const READ: Statement = {
  name: 'read_notice',
  text: `SELECT json_build_object('status', "status", 'attempt', "attempts") AS row FROM "Notice" WHERE ${KEY}`,
};

/** As above, $5 statuses it may be claimed from. One row, its number, for the one who has it. */
const CLAIM: Statement = {
  name: 'claim_notice',
  text: `${NEW}
VALUES ($1, $2::int, $3::"TimelineKind", $4::"NoticeChannel", 'SENDING', 1, NULL, ${NOW})
${SAME} "status" = 'SENDING', "attempts" = kept."attempts" + 1, "changedAt" = ${NOW}
WHERE kept."status" = ANY ($5::"NoticeStatus"[])
RETURNING "attempts" AS row`,
};

/** As above, $5 new status, $6 detail, $7 statuses it may take the place of, $8 claim. One row when written. */
const SETTLE: Statement = {
  name: 'settle_notice',
  text: `${NEW}
VALUES ($1, $2::int, $3::"TimelineKind", $4::"NoticeChannel", $5::"NoticeStatus", 0, $6, ${NOW})
${SAME} "status" = excluded."status", "detail" = excluded."detail", "changedAt" = excluded."changedAt"
WHERE kept."status" = ANY ($7::"NoticeStatus"[]) AND (kept."status" = 'RELEASED' OR kept."attempts" = $8::int)
RETURNING true AS row`,
};

/** $1 order, $2 sequence, $3 kind. */
const HAPPENED: Statement = {
  name: 'notice_fact',
  text: `SELECT to_json("at") AS row FROM "OrderEvent"
WHERE "orderId" = $1 AND "sequence" = $2::int AND "kind" = $3::"TimelineKind"`,
};

/** What each status may take the place of. */
const REPLACES: Readonly<Record<Exclude<NoticeStatus, 'SENDING'>, readonly NoticeStatus[]>> = {
  SENT: ['SENDING', 'RELEASED', 'UNKNOWN', 'GIVEN_UP'],
  RELEASED: ['SENDING', 'RELEASED'],
  UNKNOWN: ['SENDING'],
  REFUSED: ['SENDING', 'RELEASED'],
  GIVEN_UP: ['SENDING', 'RELEASED'],
};

const recordRow = z.object({ status: z.enum(NOTICE_STATUSES), attempt: z.int() });

export function openNoticeRecords(database: OrdersDatabase): NoticeRecords {
  const read: NoticeRecords['read'] = async (notice) => {
    const [row] = await database.rows(READ, keyOf(notice));
    return row === undefined ? null : parseRow(recordRow, 'Notice', row);
  };
  return {
    read,
    claim: async (notice, from) => {
      const [row] = await database.rows(CLAIM, [...keyOf(notice), from]);
      return row === undefined ? null : parseRow(z.int(), 'Notice.attempts', row);
    },
    settle: async (notice, { status, attempt, detail }) => {
      const values = [...keyOf(notice), status, detail, REPLACES[status], attempt];
      if ((await database.rows(SETTLE, values)).length > 0) return status;
      return (await read(notice))?.status ?? status;
    },
    happenedAt: async ({ orderId, sequence, kind }) => {
      const [row] = await database.rows(HAPPENED, [orderId, sequence, kind]);
      return row === undefined ? null : parseRow(time, 'OrderEvent.at', row);
    },
  };
}

const keyOf = ({ orderId, sequence, kind, channel }: NoticeKey) =>
  [orderId, sequence, kind, channel] as const;
