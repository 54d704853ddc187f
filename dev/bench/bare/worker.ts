// C's worker: activities that do nothing.
import { runBenchWorker } from '../bench-worker.ts';
import { type EmptyActivities, TASK_QUEUE } from './messages.ts';

const EMPTY: EmptyActivities = { write: async () => {}, call: async () => {} };

await runBenchWorker(TASK_QUEUE, () => EMPTY);
