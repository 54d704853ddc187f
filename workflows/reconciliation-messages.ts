// What a run of the reconciliation takes and tells.
import { defineQuery } from '@temporalio/workflow';
import type { Report, StepName, Suspect } from '../domain/reconciliation/report.ts';
import type { Instant } from '../domain/time.ts';

export interface ReconciliationRequest {
  /** How far back to begin at least; the last run may say earlier. */
  readonly since?: Instant;
}

/** A run under way; all that is handed on when its history has grown long. */
export interface ReconciliationRun {
  /** Null once every list was gone through. */
  readonly step: StepName | null;
  /** Of the last page of that step; null before its first. */
  readonly cursor: string | null;
  readonly suspects: readonly Suspect[];
  readonly report: Report;
}

/** Null before the run knows where to begin. */
export const reconciliationRunQuery = defineQuery<ReconciliationRun | null>('reconciliationRun');
