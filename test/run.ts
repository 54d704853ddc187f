// `npm test`: the checks, then every test. With arguments (`npm test -- test/domain`) only those tests.

import { generateClient } from '../dev/build/build.ts';
import { findChromium } from '../dev/tools/chromium.ts';
import { runCommand } from '../dev/tools/run-command.ts';
import { findTemporalCli } from '../dev/tools/temporal-cli.ts';
import { findTimeSkippingServer } from '../dev/tools/time-skipping-server.ts';

const only = process.argv.slice(2);
const say = (line: string): void => console.log(line);

try {
  await generateClient(say);
  await findTemporalCli(say);
  await findTimeSkippingServer(say);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
// The tests of the pages say themselves what its absence means: a failure in CI, a skipped line elsewhere.
await findChromium(say).catch((error: unknown) =>
  say(error instanceof Error ? error.message : String(error)),
);
const checks =
  only.length > 0 ? 0 : await runCommand('npx', ['--no-install', 'tsx', 'test/check.ts'], { onLine: say });
const tests = await runCommand('npx', ['--no-install', 'vitest', 'run', ...only], { onLine: say });
process.exitCode = checks === 0 && tests === 0 ? 0 : 1;
