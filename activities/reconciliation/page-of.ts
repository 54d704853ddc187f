// One page of a list: what going through it takes, and what it gives.
import type { Finding } from '../../domain/reconciliation/findings.ts';
import type { StepName, Suspect } from '../../domain/reconciliation/report.ts';
import type { Instant } from '../../domain/time.ts';
import type { ReconciliationPorts } from './ports.ts';

export interface PageRequest {
  readonly step: StepName;
  readonly since: Instant;
  readonly cursor: string | null;
}

export interface PageResult {
  readonly seen: number;
  readonly told: number;
  readonly suspects: readonly Suspect[];
  readonly unreadable: readonly Finding[];
  /** Null on the last page. */
  readonly nextCursor: string | null;
}

export type PageOf = (ports: ReconciliationPorts, request: PageRequest) => Promise<PageResult>;
