-- How many requests came from whom in the present window. Not logged: it is written with every request, worth nothing
-- after a minute, and may be empty after a crash. With room on each page, so that a count changes its row in place.
-- CreateTable
CREATE UNLOGGED TABLE "RateLimit" (
    "key" VARCHAR(255) NOT NULL,
    "points" INTEGER NOT NULL,
    "expire" BIGINT,

    CONSTRAINT "RateLimit_pkey" PRIMARY KEY ("key")
) WITH (fillfactor = 50);

-- CreateIndex
CREATE INDEX "RateLimit_expire_idx" ON "RateLimit"("expire");

-- What a customer has open without having paid for it; few of all orders. Open orders of a shop are found by the index
-- of their pickup codes.
CREATE INDEX "Order_unpaid_idx" ON "Order"("customerId")
  WHERE "status" IN ('PENDING', 'ACCEPTED', 'READY') AND "paymentStatus" IN ('AWAITING', 'PROCESSING', 'DUE_AT_PICKUP');
