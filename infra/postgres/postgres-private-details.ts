// The port PrivateDetailsStore on PostgreSQL.
import { z } from 'zod';
import { parseOrderId } from '../../domain/ids.ts';
import type { PrivateDetailsStore } from '../../domain/ports/private-details.ts';
import type { OrdersDatabase, Statement } from './database.ts';
import { parsed, parseRow } from './row-columns.ts';

/**
 * $1 id, $2 details (JSON), $3 fingerprint. One row, true when it is new; none when another request has the id.
 * Asking again keeps the row alive: the order may be placed only now.
 */
const KEEP: Statement = {
  name: 'keep_details',
  text: `INSERT INTO "OrderPrivate" AS kept ("orderId", "note", "name", "phone", "email", "fingerprint", "keptAt")
SELECT $1, "note", "name", "phone", "email", $3, now() AT TIME ZONE 'utc'
FROM jsonb_populate_record(NULL::"OrderPrivate", $2::jsonb)
ON CONFLICT ("orderId") DO UPDATE SET "keptAt" = excluded."keptAt"
WHERE kept."fingerprint" = excluded."fingerprint"
RETURNING xmax = 0 AS row`,
};

/** $1 id, $2 message. */
const KEEP_MESSAGE: Statement = {
  name: 'keep_message',
  text: `INSERT INTO "OrderPrivate" ("orderId", "message", "keptAt") VALUES ($1, $2, now() AT TIME ZONE 'utc')
ON CONFLICT ("orderId") DO UPDATE SET "message" = excluded."message"
RETURNING true AS row`,
};

/** $1 id. */
const DETAILS: Statement = {
  name: 'details',
  text: `SELECT row_to_json(answer) AS row
FROM (SELECT "note", "name", "phone", "email", "message" FROM "OrderPrivate" WHERE "orderId" = $1) AS answer`,
};

/** $1 ids. */
const DETAILS_OF_MANY: Statement = {
  name: 'details_of_many',
  text: `SELECT row_to_json(answer) AS row
FROM (
  SELECT "orderId", "note", "name", "phone", "email", "message" FROM "OrderPrivate" WHERE "orderId" = ANY ($1::text[])
) AS answer`,
};

/** $1 how many at most. */
const PURGE: Statement = {
  text: `DELETE FROM "OrderPrivate" WHERE "orderId" IN (
  SELECT kept."orderId" FROM "OrderPrivate" AS kept
  WHERE kept."keptAt" < (now() AT TIME ZONE 'utc') - interval '1 day'
    AND NOT EXISTS (SELECT 1 FROM "Order" WHERE "Order"."id" = kept."orderId")
  LIMIT $1::int
)
RETURNING true AS row`,
};

/** Of one statement: the rest goes with the next call. */
const MOST_PURGED = 1_000;

const text = z.string().nullable();
const detailsRow = z.object({ note: text, name: text, phone: text, email: text, message: text });
const namedRow = detailsRow.extend({ orderId: parsed(parseOrderId) });

export function openPrivateDetails(database: OrdersDatabase): PrivateDetailsStore {
  const read = async (orderId: string) => {
    const [row] = await database.rows(DETAILS, [orderId]);
    return row === undefined ? null : parseRow(detailsRow, 'OrderPrivate', row);
  };
  return {
    keep: async (orderId, { note, name, phone, email }, fingerprint) => {
      const details = JSON.stringify({ note, name, phone, email });
      const [isNew] = await database.rows(KEEP, [orderId, details, fingerprint]);
      if (isNew === undefined) return 'mismatch';
      return isNew === true ? 'kept' : 'already_kept';
    },
    keepMessage: async (orderId, message) => {
      await database.rows(KEEP_MESSAGE, [orderId, message]);
    },
    messageOf: async (orderId) => (await read(orderId))?.message ?? null,
    detailsOf: async (orderId) => {
      const row = await read(orderId);
      if (row === null) return null;
      const { message: _message, ...details } = row;
      return details;
    },
    ofOrders: async (orderIds) => {
      const rows = orderIds.length === 0 ? [] : await database.rows(DETAILS_OF_MANY, [orderIds]);
      return new Map(
        rows.map((row) => {
          const { orderId, ...details } = parseRow(namedRow, 'OrderPrivate', row);
          return [orderId, details];
        }),
      );
    },
    purgeOrphans: async () => (await database.rows(PURGE, [MOST_PURGED])).length,
  };
}
