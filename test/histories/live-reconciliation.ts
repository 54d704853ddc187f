// Lives one reconciliation on the time-skipping server: pages, a page that fails, second looks, something unexplained.
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { suspectOf } from '../../domain/reconciliation/report.ts';
import { freshOrderId } from '../support/placed-orders.ts';
import { openReconciliationBench } from '../support/reconciliation-bench.ts';

/** @returns the history as JSON. */
export async function liveReconciliation(env: TestWorkflowEnvironment): Promise<string> {
  const { activities, worker, start } = await openReconciliationBench(env);
  const [healed, open] = [suspectOf(freshOrderId()), suspectOf(freshOrderId())];
  activities.pages.EVENTS = 2;
  activities.failures = 1;
  activities.suspects.set('EVENTS 1', [healed, open]);
  activities.looksNeeded.set(healed.orderId, 2);
  return worker.runUntil(async () => {
    const handle = await start();
    const { unexplained } = await handle.result();
    if (unexplained.count !== 1) throw new Error('one order was to stay unexplained');
    return `${historyToJSON(await handle.fetchHistory())}\n`;
  });
}
