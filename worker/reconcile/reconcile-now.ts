// Runs the reconciliation once, or joins the one that runs; tells how it goes on, and what it found.
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, type Connection, type WorkflowHandle } from '@temporalio/client';
import {
  ORDERS_TASK_QUEUE,
  RECONCILIATION_NOW_ID,
  RECONCILIATION_WORKFLOW_TYPE,
} from '../../domain/identity.ts';
import type { TemporalEnv } from '../../infra/env.ts';
import { connectTemporal, type Temporal } from '../../infra/temporal/connection.ts';
import type { reconciliationWorkflow } from '../../workflows/index.ts';
import {
  type ReconciliationRequest,
  reconciliationRunQuery,
} from '../../workflows/reconciliation-messages.ts';
import { progressLine, reportLines } from './report-lines.ts';

/** Nothing is left unexplained · something is · Temporal or its worker does not answer, or the run failed. */
export type ExitCode = 0 | 1 | 2;
export type Say = (line: string) => void;

type Handle = WorkflowHandle<typeof reconciliationWorkflow>;

/** Milliseconds between two looks at a run under way. */
const LOOK_EVERY = 1_000;
/** Milliseconds without a sign of a worker after which none is taken to be there. */
const PATIENCE = 30_000;

export async function reconcileNow(
  env: TemporalEnv,
  request: ReconciliationRequest,
  say: Say,
): Promise<ExitCode> {
  let temporal: Temporal<Connection> | undefined;
  try {
    temporal = await connectTemporal(env);
    return await follow(await start(new Client(temporal), request), say);
  } catch (error) {
    say(`Reconciliation did not come to its end: ${error instanceof Error ? error.message : String(error)}`);
    return 2;
  } finally {
    await temporal?.connection.close();
  }
}

function start(client: Client, request: ReconciliationRequest): Promise<Handle> {
  return client.workflow.start<typeof reconciliationWorkflow>(RECONCILIATION_WORKFLOW_TYPE, {
    workflowId: RECONCILIATION_NOW_ID,
    taskQueue: ORDERS_TASK_QUEUE,
    args: [request],
    workflowIdConflictPolicy: 'USE_EXISTING',
    staticSummary: 'Rapprochement Stripe · base · workflows, à la demande',
  });
}

async function follow(started: Handle, say: Say): Promise<ExitCode> {
  const handle = started.client.getHandle<typeof reconciliationWorkflow>(started.workflowId);
  const watching = new AbortController();
  const watched = watch(handle, say, watching.signal);
  try {
    const report = await Promise.race([handle.result(), watched]);
    for (const line of reportLines(report)) say(line);
    return report.unexplained.count === 0 ? 0 : 1;
  } finally {
    watching.abort();
    await watched.catch(() => {});
  }
}

/** Says each news once. @throws when no worker answers, or when it is not wanted any more. */
async function watch(handle: Handle, say: Say, unwanted: AbortSignal): Promise<never> {
  let last = '';
  let answeredAt = Date.now();
  for (;;) {
    await sleep(LOOK_EVERY, undefined, { signal: unwanted });
    const look = () => handle.query(reconciliationRunQuery);
    const run = await handle.client.withDeadline(Date.now() + LOOK_EVERY * 5, look).catch(() => undefined);
    if (run !== undefined) answeredAt = Date.now();
    if (Date.now() - answeredAt > PATIENCE) throw new Error('no worker answers (npm run worker)');
    const line = run == null ? last : progressLine(run);
    if (line !== last) say(line);
    last = line;
  }
}
