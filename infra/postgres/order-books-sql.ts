// The statements by which reconciliation reads orders: a hundred rows at most, each by an index.
import type { Statement } from './database.ts';

const ENTRY = `SELECT row_to_json(entry) AS row FROM (
  SELECT "id", "paymentMethod", "totalCents", "status", "paymentStatus", "stripeSessionId", "stripePaymentIntentId",
    "stripeRefundId", "refundGeneration", "stripeDisputeId", "isDisputeOver", "attention", "acknowledged", "version", "decidedAt"
  FROM "Order"`;

/** $1 ids. */
export const ENTRIES_BY_IDS: Statement = {
  name: 'entries_by_ids',
  text: `${ENTRY} WHERE "id" = ANY ($1::text[])) AS entry`,
};

/** $1 payment intents. */
export const ENTRIES_BY_PAYMENTS: Statement = {
  name: 'entries_by_payments',
  text: `${ENTRY} WHERE "stripePaymentIntentId" = ANY ($1::text[])) AS entry`,
};

/**
 * $1 the last id seen, $2 limit. The words of the partial index \`Order_unfinished_idx\`: what is open, or owes money
 * back. Unnamed, for only a plan made for these values may use it.
 */
export const UNFINISHED_ENTRIES: Statement = {
  text: `${ENTRY} WHERE "id" > $1 AND ("status" IN ('PENDING', 'ACCEPTED', 'READY')
    OR "status" IN ('REJECTED', 'CANCELLED', 'EXPIRED') AND "paymentStatus" IN ('PAID', 'REFUND_PENDING', 'REFUND_FAILED'))
  ORDER BY "id" LIMIT $2::int) AS entry`,
};

/** $1 and $2 time and id of the last change seen, $3 limit. */
export const CHANGED_ENTRIES: Statement = {
  name: 'changed_entries',
  text: `${ENTRY} WHERE ("decidedAt", "id") > ($1::timestamp(3), $2)
  ORDER BY "decidedAt", "id" LIMIT $3::int) AS entry`,
};
