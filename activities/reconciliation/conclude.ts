// Effects at the beginning and the end of a run: what the last one left, tidying up, the report.
import type { FinishedRun, LastRun } from '../../domain/ports/reconciliation-reports.ts';
import { findingLine } from '../../domain/reconciliation/findings.ts';
import type { ReconciliationPorts } from './ports.ts';

export type LastReconciliation = () => Promise<LastRun | null>;
export type PurgeOrphans = () => Promise<number>;
export type RecordReconciliation = (run: FinishedRun) => Promise<void>;

export const lastReconciliation =
  ({ reports }: ReconciliationPorts): LastReconciliation =>
  () =>
    reports.last();

/** Personal data of orders that were never placed: a thousand of them at most, the rest in the next run. */
export const purgeOrphans =
  ({ privateDetails }: ReconciliationPorts): PurgeOrphans =>
  () =>
    privateDetails.purgeOrphans();

/** What is unexplained also goes to the log, where operators look first. */
export const recordReconciliation =
  ({ reports, log }: ReconciliationPorts): RecordReconciliation =>
  async (run) => {
    await reports.record(run);
    for (const finding of run.report.unexplained.named) {
      log.warn({ runId: run.runId, ...finding }, `reconciliation: ${findingLine(finding)}`);
    }
  };
