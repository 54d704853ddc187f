// `npm run replay [-- FILE…]`: builds, then replays the files; without any, every history that is recorded in this checkout.
import { buildAll, ROOT } from '../build/build.ts';
import { runForeground } from '../reconcile/run-foreground.ts';

const RECORDED = ['test/histories/recorded', 'test/histories/earlier'];

const named = process.argv.slice(2);
const files = named.length > 0 ? named : RECORDED.map((folder) => `${ROOT}${folder}`);
// What is replayed against must be the code as it is now.
await buildAll((line) => console.error(line));
const env = { WORKFLOW_BUNDLE: process.env.WORKFLOW_BUNDLE ?? `${ROOT}dist/workflow-bundle.js` };
process.exitCode = await runForeground('dist/worker/replay/main.js', files, env);
