-- AlterEnum
ALTER TYPE "TimelineKind" ADD VALUE 'ACKNOWLEDGED' BEFORE 'RESUMED';
ALTER TYPE "TimelineKind" ADD VALUE 'DECISION_EXTENDED' BEFORE 'RESUMED';
ALTER TYPE "TimelineKind" ADD VALUE 'PAYMENT_CHECKED' BEFORE 'RESUMED';

-- One cause becomes a set. The one that was shown may have hidden what the payment itself calls for.
ALTER TABLE "Order" ALTER COLUMN "attention" TYPE "AttentionCode"[] USING CASE
  WHEN "attention" IS NULL THEN NULL
  WHEN "paymentStatus" IN ('REFUND_FAILED', 'DISPUTED') AND "attention"::text <> "paymentStatus"::text
    THEN ARRAY["attention", "paymentStatus"::text::"AttentionCode"]
  ELSE ARRAY["attention"]
END;
ALTER TABLE "Order" ADD COLUMN "acknowledged" "AttentionCode"[];

-- What operators ask for; few orders have one.
CREATE INDEX "Order_attention_idx" ON "Order" ("createdAt") WHERE cardinality("attention") > 0;
