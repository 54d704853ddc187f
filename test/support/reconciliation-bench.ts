// The reconciliation's workflow on the time-skipping server, its activities faked.
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker } from '@temporalio/worker';
import { RECONCILIATION_WORKFLOW_TYPE } from '../../domain/identity.ts';
import type { reconciliationWorkflow } from '../../workflows/index.ts';
import type { ReconciliationRequest } from '../../workflows/reconciliation-messages.ts';
import { fakeReconciliation } from './fake-reconciliation.ts';
import { workflowBundle } from './order-scenario.ts';

export type ReconciliationBench = Awaited<ReturnType<typeof openReconciliationBench>>;

let runs = 0;

export async function openReconciliationBench(env: TestWorkflowEnvironment) {
  const activities = fakeReconciliation();
  runs += 1;
  const taskQueue = `reconciliation-${process.pid}-${runs}`;
  const worker = await Worker.create({
    connection: env.nativeConnection,
    taskQueue,
    workflowBundle: await workflowBundle(),
    activities,
  });
  const start = (request: ReconciliationRequest = {}) =>
    env.client.workflow.start<typeof reconciliationWorkflow>(RECONCILIATION_WORKFLOW_TYPE, {
      workflowId: taskQueue,
      taskQueue,
      args: [request],
    });
  return { activities, worker, start };
}
