// The schedule of the reconciliation in Temporal: whether it is there, and making it.
import { type Client, ScheduleAlreadyRunning, ScheduleNotFoundError } from '@temporalio/client';
import {
  ORDERS_TASK_QUEUE,
  RECONCILIATION_SCHEDULE_ID,
  RECONCILIATION_WORKFLOW_TYPE,
} from '../../domain/identity.ts';
import { minutes } from '../../domain/time.ts';

/** As long as an order may be wrong when all webhooks are lost; each run begins where the last one ended. */
const EVERY = minutes(15);

/** Idempotent: what an operator has changed or paused stays so. */
export async function ensureReconciliationSchedule({ schedule }: Client): Promise<'created' | 'unchanged'> {
  try {
    await schedule.create({
      scheduleId: RECONCILIATION_SCHEDULE_ID,
      spec: { intervals: [{ every: EVERY }] },
      // A run that takes longer goes on; and after an outage one run does for all that were missed.
      policies: { overlap: 'SKIP', catchupWindow: EVERY },
      action: {
        type: 'startWorkflow',
        workflowType: RECONCILIATION_WORKFLOW_TYPE,
        workflowId: RECONCILIATION_SCHEDULE_ID,
        taskQueue: ORDERS_TASK_QUEUE,
        args: [{}],
        staticSummary: 'Rapprochement Stripe · base · workflows',
      },
    });
    return 'created';
  } catch (error) {
    if (error instanceof ScheduleAlreadyRunning) return 'unchanged';
    throw error;
  }
}

/** @returns what to tell the operator; null when all is well, or when nobody can tell now. */
export async function describeMissingSchedule({ schedule }: Client): Promise<string | null> {
  try {
    await schedule.getHandle(RECONCILIATION_SCHEDULE_ID).describe();
    return null;
  } catch (error) {
    if (!(error instanceof ScheduleNotFoundError)) return null;
    return 'reconciliation is not scheduled, so nothing finds what lost webhooks did not tell: run npm run setup:temporal';
  }
}
