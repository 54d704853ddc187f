// The port StripeEventLog on PostgreSQL.
import type { StripeEventLog } from '../../domain/ports/stripe-webhooks.ts';
import type { OrdersDatabase, Statement } from './database.ts';

/** $1 id, $2 effect. */
const IS_FORWARDED: Statement = {
  name: 'is_forwarded',
  text: 'SELECT true AS row FROM "StripeEvent" WHERE "id" = $1 OR "effect" = $2 LIMIT 1',
};

/** $1 id, $2 type, $3 order or null, $4 effect. The first time counts. */
const MARK_FORWARDED: Statement = {
  name: 'mark_forwarded',
  text: `INSERT INTO "StripeEvent" ("id", "type", "orderId", "effect", "forwardedAt")
VALUES ($1, $2, $3, $4, now() AT TIME ZONE 'utc') ON CONFLICT ("id") DO NOTHING
RETURNING true AS row`,
};

export function openStripeEventLog(database: OrdersDatabase): StripeEventLog {
  return {
    isForwarded: async ({ eventId, effect }) =>
      (await database.rows(IS_FORWARDED, [eventId, effect])).length > 0,
    markForwarded: async ({ eventId, type, orderId, effect }) => {
      await database.rows(MARK_FORWARDED, [eventId, type, orderId, effect]);
    },
  };
}
