-- AlterTable
ALTER TABLE "Order" ADD COLUMN     "decidedAt" TIMESTAMP(3),
ADD COLUMN     "settledVersion" INTEGER;

-- Nothing written before is ever decided again.
UPDATE "Order" SET "settledVersion" = "version", "decidedAt" = "createdAt";

ALTER TABLE "Order" ALTER COLUMN "decidedAt" SET NOT NULL,
ALTER COLUMN "settledVersion" SET NOT NULL;
