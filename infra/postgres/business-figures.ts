// Where all orders stand at this moment, counted with one statement: what outlives every process.
import { z } from 'zod';
import { type Instant, isoTime } from '../../domain/time.ts';
import type { OrdersDatabase, Statement } from './database.ts';
import { parseRow, time } from './row-columns.ts';

const counts = z.record(z.string(), z.int()).nullable();
const figuresRow = z.object({
  /** Open orders by status. */
  open: counts,
  /** Orders whose deadline for a decision, or for the payment, is past and that still wait for it. */
  overdue: z.object({ decision: z.int(), payment: z.int() }),
  /** Causes for which an operator has to look at an order. */
  attention: counts,
  /** Orders that ended and whose money is not back yet: to be asked for, asked for, refused by Stripe. */
  refunds: z.object({ owed: z.int(), pending: z.int(), failed: z.int() }),
  /** Since when the longest-waiting refund is pending. */
  refundPendingSince: time.nullable(),
  /** Notices that were begun and have no end, by channel. */
  notices: counts,
  /** Entries of the feeds that nobody has looked at for notices. */
  feedBehind: z.int(),
  reconciliation: z
    .object({ finishedAt: time, told: z.int(), repaired: z.int(), unexplained: z.int() })
    .nullable(),
});
export type BusinessFigures = z.output<typeof figuresRow>;

/** The predicates of the partial indexes: open, or owing money back; in need of attention; without an end. */
const OPEN = `"status" IN ('PENDING', 'ACCEPTED', 'READY')`;
const UNFINISHED = `${OPEN}
    OR "status" IN ('REJECTED', 'CANCELLED', 'EXPIRED') AND "paymentStatus" IN ('PAID', 'REFUND_PENDING', 'REFUND_FAILED')`;

const counted = (column: string, from: string): string =>
  `(SELECT jsonb_object_agg("${column}", "count") FROM (SELECT "${column}", count(*) AS "count" FROM ${from} GROUP BY "${column}") AS each)`;
const STANDING_CAUSES = `(SELECT unnest("attention") AS "attention" FROM "Order" WHERE cardinality("attention") > 0) AS "cause"`;
const number = (condition: string): string => `(SELECT count(*) FROM unfinished WHERE ${condition})`;

/** $1 now. Reads what is unfinished, however many orders there ever were. */
export const FIGURES: Statement = {
  name: 'business_figures',
  text: `WITH unfinished AS MATERIALIZED (
  SELECT "status", "paymentStatus", "decisionDeadline", "checkoutExpiresAt", "decidedAt" FROM "Order"
  WHERE ${UNFINISHED}
)
SELECT jsonb_build_object(
  'open', ${counted('status', `unfinished WHERE ${OPEN}`)},
  'overdue', jsonb_build_object(
    'decision', ${number(`"status" = 'PENDING' AND "decisionDeadline" < $1::timestamp(3)`)},
    'payment', ${number(`"status" = 'PENDING' AND "paymentStatus" = 'AWAITING' AND "checkoutExpiresAt" < $1::timestamp(3)`)}
  ),
  'attention', ${counted('attention', STANDING_CAUSES)},
  'refunds', jsonb_build_object(
    'owed', ${number(`NOT ${OPEN} AND "paymentStatus" = 'PAID'`)},
    'pending', ${number(`"paymentStatus" = 'REFUND_PENDING'`)},
    'failed', ${number(`"paymentStatus" = 'REFUND_FAILED'`)}
  ),
  'refundPendingSince', (SELECT min("decidedAt") FROM unfinished WHERE "paymentStatus" = 'REFUND_PENDING'),
  'notices', ${counted('channel', `"Notice" WHERE "status" IN ('SENDING', 'RELEASED')`)},
  'feedBehind', (
    SELECT coalesce(sum(greatest(feed."position" - coalesce(mark."position", 0), 0)), 0)
    FROM "ShopFeed" AS feed LEFT JOIN "NoticeMark" AS mark ON mark."shopId" = feed."shopId"
  ),
  'reconciliation', (
    SELECT jsonb_build_object('finishedAt', "finishedAt", 'told', "report" -> 'told',
      'repaired', "report" -> 'repaired' -> 'count', 'unexplained', "report" -> 'unexplained' -> 'count')
    FROM "Reconciliation" ORDER BY "finishedAt" DESC LIMIT 1
  )
) AS row`,
};

/** @throws when the database does not answer. */
export async function readBusinessFigures(database: OrdersDatabase, now: Instant): Promise<BusinessFigures> {
  const [row] = await database.rows(FIGURES, [isoTime(now)]);
  return parseRow(figuresRow, 'business figures', row);
}
