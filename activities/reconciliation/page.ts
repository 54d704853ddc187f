// Effect: goes through one page of a list, tells orders what they missed, and names those to be looked at again.
import type { Finding } from '../../domain/reconciliation/findings.ts';
import type { StepName, Suspect } from '../../domain/reconciliation/report.ts';
import type { Instant } from '../../domain/time.ts';
import { changedOrdersPage, unfinishedOrdersPage } from './order-pages.ts';
import type { ReconciliationPorts } from './ports.ts';
import { chargesPage, disputesPage, eventsPage, refundsPage, sessionsPage } from './stripe-pages.ts';

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

/** A page may be gone through again at any time: nothing is told twice. */
export type ReconcilePage = (request: PageRequest) => Promise<PageResult>;
export type PageOf = (ports: ReconciliationPorts, request: PageRequest) => Promise<PageResult>;

const PAGES: Readonly<Record<StepName, PageOf>> = {
  EVENTS: eventsPage,
  SESSIONS: sessionsPage,
  CHARGES: chargesPage,
  REFUNDS: refundsPage,
  DISPUTES: disputesPage,
  UNFINISHED_ORDERS: unfinishedOrdersPage,
  CHANGED_ORDERS: changedOrdersPage,
};

export const reconcilePage =
  (ports: ReconciliationPorts): ReconcilePage =>
  (request) =>
    PAGES[request.step](ports, request);
