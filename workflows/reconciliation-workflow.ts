// The story of one reconciliation: page by page through Stripe's lists and our orders, then a second look at what was odd.
// It never writes an order: it tells orders what they missed, and reports what it cannot explain.
import {
  continueAsNew,
  isCancellation,
  setCurrentDetails,
  setHandler,
  upsertSearchAttributes,
  workflowInfo,
} from '@temporalio/workflow';
import type { PageResult } from '../activities/reconciliation/page-of.ts';
import {
  addSuspects,
  addTo,
  emptyReport,
  markOf,
  type Report,
  STEPS,
  type StepName,
  sinceOf,
} from '../domain/reconciliation/report.ts';
import { attentionAttribute } from '../domain/search-attributes.ts';
import { earlier } from '../domain/time.ts';
import { now } from './order-run.ts';
import { lastReconciliation, purgeOrphans, recordReconciliation } from './reconciliation-effects.ts';
import { lookPatiently } from './reconciliation-looking.ts';
import {
  type ReconciliationRequest,
  type ReconciliationRun,
  reconciliationRunQuery,
} from './reconciliation-messages.ts';
import { lookAgain } from './second-look.ts';

/** A page is about six events: long before Temporal warns, and well within what replays quickly. */
const LONGEST_HISTORY = 1_500;
/** So many are looked at again before the next page: what is carried along stays small. */
const MOST_SUSPECTS = 200;

/** @param saved a run that goes on under a new history. */
export async function reconciliationWorkflow(
  request: ReconciliationRequest,
  saved: ReconciliationRun | null = null,
): Promise<Report> {
  let run = saved;
  setHandler(reconciliationRunQuery, () => run, { description: 'Où en est le rapprochement' });
  run ??= await begin(request);
  while (run.step !== null) {
    run = await goThrough(run, run.step);
    if (run.suspects.length >= MOST_SUSPECTS) run = await clear(run);
    if (workflowInfo().historyLength > LONGEST_HISTORY) {
      await continueAsNew<typeof reconciliationWorkflow>(request, run);
    }
  }
  run = await clear(run);
  return finish(run.report);
}

/** What the last run could not explain is looked at again, however long ago it happened. */
async function begin({ since }: ReconciliationRequest): Promise<ReconciliationRun> {
  const startedAt = now();
  const last = await lastReconciliation();
  const due = sinceOf(last?.mark ?? null, startedAt);
  // Never later than due: what lies between would not be seen by any run.
  const report = emptyReport(earlier(since ?? due, due), startedAt);
  return { step: STEPS[0], cursor: null, suspects: last?.open ?? [], report };
}

async function goThrough(run: ReconciliationRun, step: StepName): Promise<ReconciliationRun> {
  const request = { step, since: run.report.since, cursor: run.cursor };
  const page = await lookPatiently(({ reconcilePage }) => reconcilePage(request));
  return {
    step: page.nextCursor === null ? (STEPS[STEPS.indexOf(step) + 1] ?? null) : step,
    cursor: page.nextCursor,
    suspects: addSuspects(run.suspects, page.suspects),
    report: withPage(run.report, step, page),
  };
}

function withPage(report: Report, step: StepName, page: PageResult): Report {
  return {
    ...report,
    seen: { ...report.seen, [step]: report.seen[step] + page.seen },
    told: report.told + page.told,
    unexplained: addTo(report.unexplained, page.unreadable),
  };
}

async function clear(run: ReconciliationRun): Promise<ReconciliationRun> {
  return { ...run, suspects: [], report: await lookAgain(run.suspects, run.report) };
}

async function finish(found: Report): Promise<Report> {
  const report = { ...found, purged: await purged() };
  upsertSearchAttributes([attentionAttribute(report.unexplained.count > 0)]);
  setCurrentDetails(detailsOf(report));
  const runId = workflowInfo().firstExecutionRunId;
  await recordReconciliation({ runId, mark: markOf(report), finishedAt: now(), report });
  return report;
}

/** Whatever becomes of tidying up, the report is recorded. */
async function purged(): Promise<number> {
  try {
    return await purgeOrphans();
  } catch (error) {
    if (isCancellation(error)) throw error;
    return 0;
  }
}

function detailsOf({ seen, told, repaired, unexplained }: Report): string {
  const all = Object.values(seen).reduce((sum, count) => sum + count, 0);
  const work = `${all} objets et commandes vus, ${told} faits transmis, ${repaired.count} commandes réparées`;
  return unexplained.count === 0
    ? `${work}, rien d’inexpliqué.`
    : `⚠ ${work}, ${unexplained.count} écarts inexpliqués : voir le résultat.`;
}
