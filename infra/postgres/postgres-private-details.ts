// The port PrivateDetailsStore on PostgreSQL.
import type { OrderId } from '../../domain/ids.ts';
import type { PrivateDetails, PrivateDetailsStore } from '../../domain/ports/private-details.ts';
import type { OrdersDatabase } from './database.ts';

/**
 * $1 id, $2 details (JSON), $3 fingerprint. One row `{isNew}`; none when another request has the id. Asking again
 * keeps the row alive: the order may be placed only now.
 */
const KEEP = `-- keep_details
INSERT INTO "OrderPrivate" AS kept ("orderId", "note", "name", "phone", "email", "fingerprint", "keptAt")
SELECT $1, "note", "name", "phone", "email", $3, now() AT TIME ZONE 'utc'
FROM jsonb_populate_record(NULL::"OrderPrivate", $2::jsonb)
ON CONFLICT ("orderId") DO UPDATE SET "keptAt" = excluded."keptAt"
WHERE kept."fingerprint" = excluded."fingerprint"
RETURNING xmax = 0 AS "isNew"`;

/** $1 id, $2 message. */
const KEEP_MESSAGE = `-- keep_message
INSERT INTO "OrderPrivate" ("orderId", "message", "keptAt") VALUES ($1, $2, now() AT TIME ZONE 'utc')
ON CONFLICT ("orderId") DO UPDATE SET "message" = excluded."message"
RETURNING "orderId"`;

const PURGE = `-- purge_details
DELETE FROM "OrderPrivate" AS kept
WHERE kept."keptAt" < (now() AT TIME ZONE 'utc') - interval '1 day'
  AND NOT EXISTS (SELECT 1 FROM "Order" WHERE "Order"."id" = kept."orderId")
RETURNING kept."orderId"`;

export function openPrivateDetails(database: OrdersDatabase): PrivateDetailsStore {
  return {
    keep: async (orderId, details, fingerprint) => {
      const { note, name, phone, email } = details;
      const columns = JSON.stringify({ note, name, phone, email });
      return keptHow(await database.$queryRawUnsafe(KEEP, orderId, columns, fingerprint));
    },
    keepMessage: async (orderId, message) => {
      await database.$queryRawUnsafe(KEEP_MESSAGE, orderId, message);
    },
    messageOf: async (orderId) => {
      const row = await database.orderPrivate.findUnique({ where: { orderId }, select: { message: true } });
      return row?.message ?? null;
    },
    detailsOf: (orderId) => detailsOf(database, orderId),
    purgeOrphans: async () => {
      const purged: unknown = await database.$queryRawUnsafe(PURGE);
      return Array.isArray(purged) ? purged.length : 0;
    },
  };
}

function keptHow(rows: unknown): 'kept' | 'already_kept' | 'mismatch' {
  const row: unknown = Array.isArray(rows) ? rows[0] : undefined;
  if (typeof row !== 'object' || row === null || !('isNew' in row)) return 'mismatch';
  return row.isNew === true ? 'kept' : 'already_kept';
}

function detailsOf(database: OrdersDatabase, orderId: OrderId): Promise<PrivateDetails | null> {
  return database.orderPrivate.findUnique({
    where: { orderId },
    select: { note: true, name: true, phone: true, email: true },
  });
}
