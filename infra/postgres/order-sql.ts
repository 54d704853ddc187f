// The statements that write an order: one round trip each, in one transaction with its timeline entries.
import type { Statement } from './database.ts';

/**
 * Notes entries on the timeline, and in the shop's feed behind all that is there: who adds to a feed waits for those
 * before it to commit.
 * @param source has the order's `id` and `shopId`. @param entries the parameter with their JSON, in sequence.
 */
const noted = (source: string, entries: string, conflict = ''): string => `feed AS (
  INSERT INTO "ShopFeed" AS feed ("shopId", "position")
  SELECT ${source}."shopId", jsonb_array_length(${entries}::jsonb) FROM ${source}
  ON CONFLICT ("shopId") DO UPDATE SET "position" = feed."position" + excluded."position"
  RETURNING feed."position" - jsonb_array_length(${entries}::jsonb) AS "end"
), noted AS (
  INSERT INTO "OrderEvent" ("orderId", "sequence", "kind", "actor", "at", "data", "shopId", "position")
  SELECT ${source}."id", entry."sequence", entry."kind", entry."actor", entry."at", entry."data",
    ${source}."shopId", feed."end" + entry.ordinality
  FROM ${source}, feed, jsonb_populate_recordset(NULL::"OrderEvent", ${entries}::jsonb) WITH ORDINALITY AS entry
  ${conflict}
)`;

const REPLACING = `ON CONFLICT ("orderId", "sequence") DO UPDATE SET "kind" = excluded."kind",
    "actor" = excluded."actor", "at" = excluded."at", "data" = excluded."data", "position" = excluded."position"`;

/** $1 the order's row, $2 its items, $3 its entries (JSON). One row, its pickup code and whether it is new; none when the code is taken. */
export const PLACE_ORDER: Statement = {
  name: 'place_order',
  text: `WITH placed AS (
  INSERT INTO "Order" (
    "id", "shopId", "customerId", "status", "paymentStatus", "paymentMethod", "totalCents", "currency",
    "pickupAt", "pickupCode", "version", "createdAt", "settledVersion", "decidedAt"
  )
  SELECT "id", "shopId", "customerId", "status", "paymentStatus", "paymentMethod", "totalCents", "currency",
    "pickupAt", "pickupCode", "version", "createdAt", "settledVersion", "decidedAt"
  FROM jsonb_populate_record(NULL::"Order", $1::jsonb)
  ON CONFLICT DO NOTHING
  RETURNING "id", "shopId", "pickupCode"
), lines AS (
  INSERT INTO "OrderItem" ("orderId", "line", "productId", "name", "quantity", "unit", "priceCents")
  SELECT placed."id", item."line", item."productId", item."name", item."quantity", item."unit", item."priceCents"
  FROM placed, jsonb_populate_recordset(NULL::"OrderItem", $2::jsonb) AS item
), ${noted('placed', '$3')}
SELECT jsonb_build_object('pickupCode', "pickupCode", 'isNew', true) AS row FROM placed
UNION ALL
SELECT jsonb_build_object('pickupCode', "pickupCode", 'isNew', false) AS row FROM "Order" WHERE "id" = $1::jsonb ->> 'id'`,
};

const AFTER = `UPDATE "Order" AS stored SET
    "status" = after."status",
    "paymentStatus" = after."paymentStatus",
    "version" = after."version",
    "settledVersion" = $6::int,
    "decidedAt" = $3::timestamp(3),
    "decisionDeadline" = after."decisionDeadline",
    "readyAt" = after."readyAt",
    "paidAt" = after."paidAt",
    "refundedAt" = after."refundedAt",
    "stripeSessionId" = after."stripeSessionId",
    "stripeLivemode" = after."stripeLivemode",
    "checkoutUrl" = after."checkoutUrl",
    "checkoutExpiresAt" = after."checkoutExpiresAt",
    "stripePaymentIntentId" = after."stripePaymentIntentId",
    "stripeRefundId" = after."stripeRefundId",
    "refundGeneration" = after."refundGeneration",
    "stripeDisputeId" = after."stripeDisputeId",
    "isDisputeOver" = after."isDisputeOver",
    "rejectionReason" = after."rejectionReason",
    "attention" = after."attention",
    "acknowledged" = after."acknowledged"
  FROM jsonb_populate_record(NULL::"Order", $4::jsonb) AS after`;

/** $1 id, $2 version before, $3 decided at, $4 new columns, $5 entries (JSON), $6 settled version, $7 status before. One row when written. */
export const RECORD_CHANGE: Statement = {
  name: 'record_change',
  text: `WITH moved AS (
  ${AFTER}
  WHERE stored."id" = $1 AND stored."version" = $2::int AND stored."status" = $7::"OrderStatus"
  RETURNING stored."id", stored."shopId"
), ${noted('moved', '$5')}
SELECT true AS row FROM moved`,
};

/**
 * As above without $7: in place of what was decided earlier and is not settled. One row when written: the kinds that it
 * replaces, by sequence, as they were when the statement began.
 */
export const DECIDE_AGAIN: Statement = {
  name: 'decide_again',
  text: `WITH moved AS (
  ${AFTER}
  WHERE stored."id" = $1 AND stored."version" > $2::int AND stored."settledVersion" <= $2::int
    AND stored."decidedAt" < $3::timestamp(3)
  RETURNING stored."id", stored."shopId", stored."version"
), ${noted('moved', '$5', REPLACING)}, undone AS (
  DELETE FROM "OrderEvent" AS event USING moved
  WHERE event."orderId" = moved."id" AND event."sequence" > moved."version"
)
SELECT coalesce((
  SELECT jsonb_object_agg(event."sequence", event."kind") FROM "OrderEvent" AS event
  WHERE event."orderId" = $1 AND event."sequence" > $2::int
), '{}') AS row FROM moved`,
};

/** $1 id, $2 decided at, $3 version after, $4 entries (JSON). One row when a later decision, or this one, is written. */
export const IS_OVERTAKEN: Statement = {
  name: 'is_overtaken',
  text: `SELECT true AS row FROM "Order"
WHERE "id" = $1 AND ("decidedAt" > $2::timestamp(3) OR "version" >= $3::int AND NOT EXISTS (
  SELECT 1 FROM jsonb_populate_recordset(NULL::"OrderEvent", $4::jsonb) AS entry
  LEFT JOIN "OrderEvent" AS stored
    ON stored."orderId" = $1 AND stored."sequence" = entry."sequence" AND stored."kind" = entry."kind"
  WHERE stored."orderId" IS NULL
))`,
};
