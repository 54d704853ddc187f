-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "OrderStatus" AS ENUM ('PENDING', 'ACCEPTED', 'READY', 'COLLECTED', 'REJECTED', 'CANCELLED', 'EXPIRED', 'NO_SHOW');

-- CreateEnum
CREATE TYPE "PaymentStatus" AS ENUM ('DUE_AT_PICKUP', 'AWAITING', 'PROCESSING', 'PAID', 'ABANDONED', 'REFUND_PENDING', 'REFUNDED', 'REFUND_FAILED', 'DISPUTED');

-- CreateEnum
CREATE TYPE "PaymentMethod" AS ENUM ('ONLINE', 'ON_PICKUP');

-- CreateEnum
CREATE TYPE "Reason" AS ENUM ('OUT_OF_STOCK', 'TOO_BUSY', 'CLOSED', 'NO_ANSWER', 'CUSTOMER_REQUEST', 'OTHER');

-- CreateEnum
CREATE TYPE "AttentionCode" AS ENUM ('STRIPE_KEY_REFUSED', 'STRIPE_REQUEST_REFUSED', 'PAYMENT_MISMATCH', 'REFUND_FAILED', 'DISPUTED');

-- CreateEnum
CREATE TYPE "Unit" AS ENUM ('g', 'kg', 'piece');

-- CreateEnum
CREATE TYPE "PricedPer" AS ENUM ('KG', 'PIECE');

-- CreateEnum
CREATE TYPE "TimelineKind" AS ENUM ('PLACED', 'CHECKOUT_OPENED', 'PAYMENT_PROCESSING', 'PAYMENT_CONFIRMED', 'PAYMENT_ABANDONED', 'PAYMENT_MISMATCH', 'BUTCHER_ALERTED', 'BUTCHER_REMINDED', 'ACCEPTED', 'REJECTED', 'CANCELLED', 'READY', 'COLLECTED', 'NO_SHOW', 'REFUND_REQUESTED', 'REFUND_PENDING', 'REFUND_SUCCEEDED', 'REFUND_FAILED', 'DISPUTE_OPENED', 'DISPUTE_CLOSED', 'ATTENTION_RAISED', 'ATTENTION_CLEARED', 'MESSAGE_REFUSED');

-- CreateTable
CREATE TABLE "Shop" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "hours" JSONB NOT NULL,
    "paymentWindowMs" INTEGER NOT NULL,
    "decisionWindowMs" INTEGER NOT NULL,
    "pickupGraceMs" INTEGER NOT NULL,

    CONSTRAINT "Shop_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Product" (
    "shopId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "unitPriceCents" INTEGER NOT NULL,
    "pricedPer" "PricedPer" NOT NULL,
    "onSale" BOOLEAN NOT NULL DEFAULT true,
    "position" INTEGER NOT NULL,

    CONSTRAINT "Product_pkey" PRIMARY KEY ("shopId","id")
);

-- CreateTable
CREATE TABLE "ShopMember" (
    "shopId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,

    CONSTRAINT "ShopMember_pkey" PRIMARY KEY ("shopId","userId")
);

-- CreateTable
CREATE TABLE "Order" (
    "id" TEXT NOT NULL,
    "shopId" TEXT NOT NULL,
    "customerId" TEXT NOT NULL,
    "status" "OrderStatus" NOT NULL,
    "paymentStatus" "PaymentStatus" NOT NULL,
    "paymentMethod" "PaymentMethod" NOT NULL,
    "totalCents" INTEGER NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "pickupAt" TIMESTAMP(3),
    "pickupCode" TEXT NOT NULL,
    "decisionDeadline" TIMESTAMP(3),
    "readyAt" TIMESTAMP(3),
    "paidAt" TIMESTAMP(3),
    "refundedAt" TIMESTAMP(3),
    "stripeSessionId" TEXT,
    "stripePaymentIntentId" TEXT,
    "stripeRefundId" TEXT,
    "stripeLivemode" BOOLEAN,
    "checkoutUrl" TEXT,
    "checkoutExpiresAt" TIMESTAMP(3),
    "refundGeneration" INTEGER,
    "rejectionReason" "Reason",
    "attention" "AttentionCode",
    "version" INTEGER NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Order_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OrderItem" (
    "orderId" TEXT NOT NULL,
    "line" INTEGER NOT NULL,
    "productId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "quantity" INTEGER NOT NULL,
    "unit" "Unit" NOT NULL,
    "priceCents" INTEGER NOT NULL,

    CONSTRAINT "OrderItem_pkey" PRIMARY KEY ("orderId","line")
);

-- CreateTable
CREATE TABLE "OrderPrivate" (
    "orderId" TEXT NOT NULL,
    "note" TEXT,
    "name" TEXT,
    "phone" TEXT,
    "email" TEXT,
    "message" TEXT,
    "fingerprint" TEXT,
    "keptAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "OrderPrivate_pkey" PRIMARY KEY ("orderId")
);

-- CreateTable
CREATE TABLE "OrderEvent" (
    "orderId" TEXT NOT NULL,
    "sequence" INTEGER NOT NULL,
    "kind" "TimelineKind" NOT NULL,
    "actor" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "data" JSONB NOT NULL,

    CONSTRAINT "OrderEvent_pkey" PRIMARY KEY ("orderId","sequence")
);

-- CreateTable
CREATE TABLE "StripeEvent" (
    "id" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "orderId" TEXT,
    "forwardedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "StripeEvent_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Order_stripeSessionId_key" ON "Order"("stripeSessionId");

-- CreateIndex
CREATE UNIQUE INDEX "Order_stripePaymentIntentId_key" ON "Order"("stripePaymentIntentId");

-- CreateIndex
CREATE INDEX "Order_customerId_createdAt_id_idx" ON "Order"("customerId", "createdAt" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "Order_shopId_createdAt_id_idx" ON "Order"("shopId", "createdAt" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "Order_shopId_status_createdAt_id_idx" ON "Order"("shopId", "status", "createdAt" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "OrderPrivate_keptAt_idx" ON "OrderPrivate"("keptAt");

-- AddForeignKey
ALTER TABLE "Product" ADD CONSTRAINT "Product_shopId_fkey" FOREIGN KEY ("shopId") REFERENCES "Shop"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ShopMember" ADD CONSTRAINT "ShopMember_shopId_fkey" FOREIGN KEY ("shopId") REFERENCES "Shop"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Order" ADD CONSTRAINT "Order_shopId_fkey" FOREIGN KEY ("shopId") REFERENCES "Shop"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OrderItem" ADD CONSTRAINT "OrderItem_orderId_fkey" FOREIGN KEY ("orderId") REFERENCES "Order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OrderEvent" ADD CONSTRAINT "OrderEvent_orderId_fkey" FOREIGN KEY ("orderId") REFERENCES "Order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
