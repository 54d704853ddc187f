// The worker of the task queue `notices`: few slots of its own, so that no mail server can hold up an order.
import { Worker } from '@temporalio/worker';
import type { NoticeActivities } from '../../activities/notices/activities.ts';
import { NOTICES_TASK_QUEUE } from '../../domain/identity.ts';
import { seconds } from '../../domain/time.ts';
import { buildOptions } from '../worker-build.ts';
import { frameOf, type WorkerGround } from '../worker-frame.ts';

export interface NoticesWorkerParts extends WorkerGround {
  readonly activities: NoticeActivities;
  /** Seconds to let what is under way come to its end. */
  readonly grace: number;
}

/** Mails and webhooks under way at once. */
const CALLS = 10;
/** Steps of workflows at once, and pollers of either kind: in a rush, orders come first and mails a little later. The SDK takes no fewer. */
const STEPS = 2;
/** A notice is short, and a retry is no matter of its workflow: hardly any is active at a time. */
const CACHED_WORKFLOWS = 20;
/** An attempt that was let go is over this much later. */
const LETTING_GO = 2;

export async function createNoticesWorker(parts: NoticesWorkerParts): Promise<Worker> {
  return Worker.create({
    ...frameOf(parts),
    taskQueue: NOTICES_TASK_QUEUE,
    activities: parts.activities,
    // A notice that nobody takes is tried for a day: no build is kept alive for it.
    ...buildOptions(parts.env, 'AUTO_UPGRADE'),
    maxCachedWorkflows: CACHED_WORKFLOWS,
    maxConcurrentWorkflowTaskExecutions: STEPS,
    maxConcurrentWorkflowTaskPolls: STEPS,
    maxConcurrentActivityTaskPolls: STEPS,
    maxConcurrentActivityTaskExecutions: CALLS,
    shutdownGraceTime: seconds(parts.grace),
    shutdownForceTime: seconds(parts.grace + LETTING_GO),
  });
}
