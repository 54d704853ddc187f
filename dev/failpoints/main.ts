// A worker that asks before it goes on at each failpoint: what `npm run faults` kills at exactly that moment.
import { activityInfo } from '@temporalio/activity';
import { exitOnBadEnv, readWorkerEnv } from '../../infra/env.ts';
import { runWorker } from '../../worker/run-worker.ts';
import { FAILPOINTS_URL, type Reached } from './failpoint.ts';
import { failpointSeams, type Reach } from './seams.ts';

const url = process.env[FAILPOINTS_URL];
if (url === undefined) throw new Error(`${FAILPOINTS_URL}: missing`);

/** Nobody to ask is a yes: whoever drives this worker has ended. */
const reach: Reach = async (effect, moment) => {
  const { workflowExecution } = activityInfo();
  const reached: Reached = {
    failpoint: `${effect}/${moment}`,
    workflowId: workflowExecution?.workflowId ?? '',
  };
  const answer = await fetch(url, { method: 'POST', body: JSON.stringify(reached) }).catch(() => null);
  await answer?.arrayBuffer();
};

await runWorker(exitOnBadEnv(readWorkerEnv), failpointSeams(reach));
