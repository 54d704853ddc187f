// Effect: goes through one page of a list, tells orders what they missed, and names those to be looked at again.
import type { StepName } from '../../domain/reconciliation/report.ts';
import { changedOrdersPage, unfinishedOrdersPage } from './order-pages.ts';
import type { PageOf, PageRequest, PageResult } from './page-of.ts';
import type { ReconciliationPorts } from './ports.ts';
import { chargesPage, disputesPage, eventsPage, refundsPage, sessionsPage } from './stripe-pages.ts';

/** A page may be gone through again at any time: nothing is told twice. */
export type ReconcilePage = (request: PageRequest) => Promise<PageResult>;

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
