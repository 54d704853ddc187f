// `node dist/worker/reconcile/main.js [--since ISO]`: reconciles once now, with the environment's Temporal. Exit code 0, 1 or 2.
import { exitOnBadEnv, readSetupTemporalEnv } from '../../infra/env.ts';
import { reconcileNow } from './reconcile-now.ts';
import { readSince } from './since.ts';

const since = readSince(process.argv.slice(2));
if (since.kind === 'bad') {
  console.error(since.problem);
  process.exit(2);
}
process.exitCode = await reconcileNow(exitOnBadEnv(readSetupTemporalEnv), since.request, (line) =>
  console.log(line),
);
