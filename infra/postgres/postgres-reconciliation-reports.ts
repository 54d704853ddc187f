// The port ReconciliationReports on PostgreSQL.
import { z } from 'zod';
import { parseOrderId } from '../../domain/ids.ts';
import type { ReconciliationReports } from '../../domain/ports/reconciliation-reports.ts';
import { isoTime } from '../../domain/time.ts';
import type { OrdersDatabase, Statement } from './database.ts';
import { parsed, parseRow, time } from './row-columns.ts';

const LAST: Statement = {
  name: 'last_reconciliation',
  text: `SELECT json_build_object('mark', "mark", 'open', "report" -> 'open') AS row
FROM "Reconciliation" ORDER BY "finishedAt" DESC LIMIT 1`,
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
      return row === undefined ? null : parseRow(lastRow, 'Reconciliation', row);
    },
    record: async ({ runId, mark, finishedAt, report }) => {
      const times = [report.since, report.startedAt, finishedAt, mark].map(isoTime);
      await database.rows(RECORD, [runId, ...times, JSON.stringify(report)]);
    },
  };
}
