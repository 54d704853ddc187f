// The port StripeEventLog on PostgreSQL.
import type { StripeEventLog } from '../../domain/ports/stripe-webhooks.ts';
import type { OrdersDatabase } from './database.ts';

/** $1 id, $2 type, $3 order or null. The first time counts. */
const MARK = `-- mark_forwarded
INSERT INTO "StripeEvent" ("id", "type", "orderId", "forwardedAt")
VALUES ($1, $2, $3, now() AT TIME ZONE 'utc') ON CONFLICT ("id") DO NOTHING
RETURNING "id"`;

export function openStripeEventLog(database: OrdersDatabase): StripeEventLog {
  return {
    isForwarded: async (eventId) => {
      const row = await database.stripeEvent.findUnique({ where: { id: eventId }, select: { id: true } });
      return row !== null;
    },
    markForwarded: async ({ eventId, type, orderId }) => {
      await database.$queryRawUnsafe(MARK, eventId, type, orderId);
    },
  };
}
