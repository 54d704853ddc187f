-- Where a shop is told of its orders.
-- AlterTable
ALTER TABLE "Shop" ADD COLUMN "email" TEXT, ADD COLUMN "webhookUrl" TEXT, ADD COLUMN "webhookSecret" TEXT;

-- CreateEnum
CREATE TYPE "NoticeChannel" AS ENUM ('CUSTOMER_EMAIL', 'SHOP_EMAIL', 'SHOP_WEBHOOK');

-- CreateEnum
CREATE TYPE "NoticeStatus" AS ENUM ('SENDING', 'SENT', 'RELEASED', 'UNKNOWN', 'REFUSED', 'GIVEN_UP');

-- CreateTable
CREATE TABLE "Notice" (
    "orderId" TEXT NOT NULL,
    "sequence" INTEGER NOT NULL,
    "kind" "TimelineKind" NOT NULL,
    "channel" "NoticeChannel" NOT NULL,
    "status" "NoticeStatus" NOT NULL,
    "attempts" INTEGER NOT NULL,
    "detail" TEXT,
    "changedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Notice_pkey" PRIMARY KEY ("orderId", "sequence", "kind", "channel")
);

-- CreateTable
CREATE TABLE "NoticeMark" (
    "shopId" TEXT NOT NULL,
    "position" BIGINT NOT NULL,

    CONSTRAINT "NoticeMark_pkey" PRIMARY KEY ("shopId")
);

-- A webhook without a secret could not be signed.
ALTER TABLE "Shop" ADD CONSTRAINT "Shop_webhook_signed" CHECK (
  "webhookUrl" IS NULL OR coalesce("webhookSecret" LIKE 'whsec\_%', false)
);
