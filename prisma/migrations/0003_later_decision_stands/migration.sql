-- AlterTable
ALTER TABLE "Order" ADD COLUMN     "decidedAt" TIMESTAMP(3),
ADD COLUMN     "decidedFrom" INTEGER;

-- Nothing written before is ever decided again.
UPDATE "Order" SET "decidedFrom" = "version", "decidedAt" = "createdAt";

ALTER TABLE "Order" ALTER COLUMN "decidedAt" SET NOT NULL,
ALTER COLUMN "decidedFrom" SET NOT NULL;
