// `node dist/worker/replay/main.js FILE…`: replays exported histories with this build's workflows; needs no server. Exit code 0 or 1.
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { exitOnBadEnv, readReplayEnv } from '../../infra/env.ts';
import { dataConverterFor } from '../../infra/temporal/connection.ts';
import { filesIn } from './history-files.ts';
import { replayAll } from './replay-all.ts';

const { WORKFLOW_BUNDLE, PAYLOAD_KEYS } = exitOnBadEnv(readReplayEnv);
// What goes wrong is said below, once.
Runtime.install({
  logger: new DefaultLogger('ERROR', () => {}),
  telemetryOptions: { logging: { filter: 'ERROR', forward: {} } },
});
const files = await filesIn(process.argv.slice(2));
const build = {
  workflowBundle: { codePath: WORKFLOW_BUNDLE },
  dataConverter: dataConverterFor(PAYLOAD_KEYS),
};
process.exitCode = await replayAll(files, build, (line) => console.log(line));
