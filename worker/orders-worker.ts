// The worker of the task queue `orders`: how much it does at once, and how it ends.
import { Worker, type WorkerOptions } from '@temporalio/worker';
import { ORDERS_TASK_QUEUE } from '../domain/identity.ts';
import { seconds } from '../domain/time.ts';
import type { WorkerEnv } from '../infra/env.ts';
import { buildOptions } from './worker-build.ts';
import { frameOf, type WorkerGround } from './worker-frame.ts';

export interface WorkerParts extends WorkerGround {
  readonly env: WorkerGround['env'] & Pick<WorkerEnv, 'DATABASE_POOL_SIZE'>;
  readonly activities: object;
  /** In place of the numbers below, for whoever measures them. */
  readonly settings?: Partial<WorkerOptions>;
  /** Seconds until the process must be gone. */
  readonly drainSeconds: number;
}

/** Calls to Stripe in flight at once; they wait much and compute little. */
const STRIPE_CALLS = 40;
/** More than are active at once, or each step replays its order from the start; 0.1 to 0.2 MB each. */
const CACHED_WORKFLOWS = 300;
/** How long a task waits for the worker that has its order cached, which may just have been killed. */
const STICKY_PATIENCE = seconds(5);
/** Kept back from the deadline for closing connections. */
const CLOSING_SECONDS = 3;

export async function createOrdersWorker(parts: WorkerParts): Promise<Worker> {
  const drain = Math.max(1, parts.drainSeconds - CLOSING_SECONDS);
  return Worker.create({
    ...frameOf(parts),
    taskQueue: ORDERS_TASK_QUEUE,
    activities: parts.activities,
    // An order lives for days: no deploy changes its story in the middle. A reconciliation is over in minutes.
    ...buildOptions(parts.env, 'PINNED'),
    maxCachedWorkflows: CACHED_WORKFLOWS,
    stickyQueueScheduleToStartTimeout: STICKY_PATIENCE,
    maxConcurrentActivityTaskExecutions: STRIPE_CALLS,
    // A local activity is one database write: more at once than connections would only wait.
    maxConcurrentLocalActivityExecutions: parts.env.DATABASE_POOL_SIZE,
    shutdownGraceTime: seconds(Math.max(1, drain - CLOSING_SECONDS)),
    shutdownForceTime: seconds(drain),
    ...parts.settings,
  });
}
