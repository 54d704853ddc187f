// The port ReconciliationReports on PostgreSQL.
import { z } from 'zod';
import { parseOrderId } from '../../domain/ids.ts';
import type { ReconciliationReports } from '../../domain/ports/reconciliation-reports.ts';
import { addSuspects } from '../../domain/reconciliation/report.ts';
import { isoTime } from '../../domain/time.ts';
import type { OrdersDatabase, Statement } from './database.ts';
import { parsed, parseRow, time } from './row-columns.ts';

/** The newest report, and with it those that it could not know of: they were recorded while it was under way. */
const LAST: Statement = {
  name: 'last_reconciliation',
  text: `WITH latest AS (
  SELECT "mark", "report" -> 'open' AS open FROM "Reconciliation"
  WHERE "finishedAt" >= (SELECT "startedAt" FROM "Reconciliation" ORDER BY "finishedAt" DESC LIMIT 1)
)
SELECT json_build_object('mark', min("mark"), 'open', (
  SELECT coalesce(jsonb_agg(suspect), '[]') FROM latest, jsonb_array_elements(latest.open) AS suspect
)) AS row
FROM latest HAVING count(*) > 0`,
};

/** $1 run, $2 since, $3 started, $4 finished, $5 mark, $6 report (JSON). */
const RECORD: Statement = {
  name: 'record_reconciliation',
  text: `INSERT INTO "Reconciliation" ("runId", "since", "startedAt", "finishedAt", "mark", "report")
VALUES ($1, $2::timestamp(3), $3::timestamp(3), $4::timestamp(3), $5::timestamp(3), $6::jsonb)
ON CONFLICT ("runId") DO NOTHING RETURNING true AS row`,
};

const suspect = z.object({
  orderId: parsed(parseOrderId),
  sessionIds: z.array(z.string()),
  paymentIntentIds: z.array(z.string()),
  isTold: z.boolean(),
});
const lastRow = z.object({ mark: time, open: z.array(suspect) });

export function openReconciliationReports(database: OrdersDatabase): ReconciliationReports {
  return {
    last: async () => {
      const [row] = await database.rows(LAST, []);
      if (row === undefined) return null;
      const { mark, open } = parseRow(lastRow, 'Reconciliation', row);
      return { mark, open: addSuspects([], open) };
    },
    record: async ({ runId, mark, finishedAt, report }) => {
      const times = [report.since, report.startedAt, finishedAt, mark].map(isoTime);
      await database.rows(RECORD, [runId, ...times, JSON.stringify(report)]);
    },
  };
}
