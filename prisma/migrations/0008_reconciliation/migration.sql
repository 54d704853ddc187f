-- CreateTable
CREATE TABLE "Reconciliation" (
    "runId" TEXT NOT NULL,
    "since" TIMESTAMP(3) NOT NULL,
    "startedAt" TIMESTAMP(3) NOT NULL,
    "finishedAt" TIMESTAMP(3) NOT NULL,
    "mark" TIMESTAMP(3) NOT NULL,
    "report" JSONB NOT NULL,

    CONSTRAINT "Reconciliation_pkey" PRIMARY KEY ("runId")
);

-- CreateIndex
CREATE INDEX "Reconciliation_finishedAt_idx" ON "Reconciliation"("finishedAt");

-- CreateIndex
CREATE INDEX "Order_decidedAt_id_idx" ON "Order"("decidedAt", "id");

-- What is open, or owes money back: few of all orders.
CREATE INDEX "Order_unfinished_idx" ON "Order"("id")
  WHERE "status" IN ('PENDING', 'ACCEPTED', 'READY')
    OR "status" IN ('REJECTED', 'CANCELLED', 'EXPIRED') AND "paymentStatus" IN ('PAID', 'REFUND_PENDING', 'REFUND_FAILED');
