// `npm run worker`: serves order workflows and their activities. Run as many as you like.
import { exitOnBadEnv, readWorkerEnv } from '../infra/env.ts';
import { runWorker } from './run-worker.ts';

await runWorker(exitOnBadEnv(readWorkerEnv));
