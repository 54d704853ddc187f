// Port: the reports of finished runs. The next run begins where the last one says.
import type { Report, Suspect } from '../reconciliation/report.ts';
import type { Instant } from '../time.ts';

export interface LastRun {
  readonly mark: Instant;
  /** What it could not explain. */
  readonly open: readonly Suspect[];
}

export interface FinishedRun {
  /** The workflow's run: recording it again changes nothing. */
  readonly runId: string;
  readonly mark: Instant;
  readonly finishedAt: Instant;
  readonly report: Report;
}

export interface ReconciliationReports {
  /** The run that finished last; null before the first. */
  last(): Promise<LastRun | null>;
  record(run: FinishedRun): Promise<void>;
}
