// A's worker: ours, without the notices, which are no part of what is compared.
import { ORDERS_TASK_QUEUE } from '../../../domain/identity.ts';
import { NO_SEAMS, workerActivities } from '../../../worker/worker-activities.ts';
import { runBenchWorker } from '../bench-worker.ts';

await runBenchWorker(ORDERS_TASK_QUEUE, (ground) => workerActivities(ground, NO_SEAMS));
