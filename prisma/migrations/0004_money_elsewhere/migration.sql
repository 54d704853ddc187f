-- AlterEnum
ALTER TYPE "AttentionCode" ADD VALUE 'REFUNDED_ELSEWHERE';

-- AlterTable
ALTER TABLE "Order" ADD COLUMN     "stripeDisputeId" TEXT,
ADD COLUMN     "isDisputeOver" BOOLEAN;
