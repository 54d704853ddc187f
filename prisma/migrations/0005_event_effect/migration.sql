-- AlterTable
ALTER TABLE "StripeEvent" ADD COLUMN     "effect" TEXT;

-- CreateIndex
CREATE INDEX "StripeEvent_effect_idx" ON "StripeEvent" USING HASH ("effect");
