-- The feed of a shop: the timeline entries of all its orders in the sequence in which they were written, so that a
-- reader who was away goes on exactly where it left off.

-- CreateTable
CREATE TABLE "ShopFeed" (
    "shopId" TEXT NOT NULL,
    "position" BIGINT NOT NULL,

    CONSTRAINT "ShopFeed_pkey" PRIMARY KEY ("shopId")
);

-- AlterTable
ALTER TABLE "OrderEvent" ADD COLUMN "shopId" TEXT, ADD COLUMN "position" BIGINT;

UPDATE "OrderEvent" AS entry SET "shopId" = numbered."shopId", "position" = numbered."position"
FROM (
  SELECT event."orderId", event."sequence", placed."shopId",
    row_number() OVER (PARTITION BY placed."shopId" ORDER BY event."at", event."orderId", event."sequence") AS "position"
  FROM "OrderEvent" AS event JOIN "Order" AS placed ON placed."id" = event."orderId"
) AS numbered
WHERE numbered."orderId" = entry."orderId" AND numbered."sequence" = entry."sequence";

INSERT INTO "ShopFeed" ("shopId", "position")
SELECT "shopId", max("position") FROM "OrderEvent" GROUP BY "shopId";

ALTER TABLE "OrderEvent" ALTER COLUMN "shopId" SET NOT NULL, ALTER COLUMN "position" SET NOT NULL;

-- CreateIndex
CREATE UNIQUE INDEX "OrderEvent_shopId_position_key" ON "OrderEvent"("shopId", "position");

-- One notice per order and write on the channel `order_events`, sent when its transaction commits; entries that take
-- the place of others count, too.
CREATE OR REPLACE FUNCTION "notify_order_events"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify(
    'order_events',
    json_build_object('orderId', added."orderId", 'shopId', added."shopId", 'position', max(added."position"))::text
  )
  FROM added GROUP BY added."orderId", added."shopId";
  RETURN NULL;
END
$$;

CREATE TRIGGER "OrderEvent_notify_again" AFTER UPDATE ON "OrderEvent"
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION "notify_order_events"();
