-- What Prisma's schema language cannot say: the pickup code of open orders, what must hold around money,
-- and the notice that something happened to an order.

-- A code is free again as soon as its order has ended.
CREATE UNIQUE INDEX "Order_open_pickupCode_key" ON "Order"("shopId", "pickupCode")
  WHERE "status" IN ('PENDING', 'ACCEPTED', 'READY');

ALTER TABLE "Shop"
  ADD CONSTRAINT "Shop_windows_check"
  CHECK ("paymentWindowMs" > 0 AND "decisionWindowMs" > 0 AND "pickupGraceMs" > 0);

ALTER TABLE "Product" ADD CONSTRAINT "Product_price_check" CHECK ("unitPriceCents" > 0);

ALTER TABLE "OrderItem"
  ADD CONSTRAINT "OrderItem_quantity_check" CHECK ("quantity" > 0 AND "line" > 0),
  ADD CONSTRAINT "OrderItem_price_check" CHECK ("priceCents" >= 0);

ALTER TABLE "Order"
  ADD CONSTRAINT "Order_total_check" CHECK ("totalCents" > 0 AND "currency" = 'EUR'),
  ADD CONSTRAINT "Order_version_check" CHECK ("version" > 0),
  -- An order paid at the counter never touches Stripe.
  ADD CONSTRAINT "Order_on_pickup_check"
  CHECK ("paymentMethod" = 'ONLINE' OR ("stripeSessionId" IS NULL AND "stripePaymentIntentId" IS NULL
    AND "paymentStatus" IN ('DUE_AT_PICKUP', 'PAID'))),
  -- No money without its time, and none from Stripe without its payment.
  ADD CONSTRAINT "Order_paid_check"
  CHECK ("paymentStatus" IN ('DUE_AT_PICKUP', 'AWAITING', 'PROCESSING', 'ABANDONED')
    OR ("paidAt" IS NOT NULL AND ("paymentMethod" = 'ON_PICKUP' OR "stripePaymentIntentId" IS NOT NULL))),
  ADD CONSTRAINT "Order_refunded_check"
  CHECK ("paymentStatus" <> 'REFUNDED' OR ("refundedAt" IS NOT NULL AND "paymentMethod" = 'ONLINE')),
  -- Neither accepted without payment, nor both fulfilled and given back.
  ADD CONSTRAINT "Order_fulfilled_check"
  CHECK ("status" NOT IN ('ACCEPTED', 'READY', 'COLLECTED', 'NO_SHOW')
    OR "paymentStatus" IN ('DUE_AT_PICKUP', 'PAID', 'DISPUTED'));

ALTER TABLE "OrderEvent" ADD CONSTRAINT "OrderEvent_sequence_check" CHECK ("sequence" > 0);

-- One notice per timeline entry on the channel `order_events`, sent when its transaction commits.
CREATE FUNCTION "notify_order_events"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify(
    'order_events',
    json_build_object('orderId', added."orderId", 'shopId', placed."shopId", 'sequence', added."sequence")::text
  )
  FROM added JOIN "Order" AS placed ON placed."id" = added."orderId"
  ORDER BY added."orderId", added."sequence";
  RETURN NULL;
END
$$;

CREATE TRIGGER "OrderEvent_notify" AFTER INSERT ON "OrderEvent"
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION "notify_order_events"();
