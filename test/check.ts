// `npm run check`: everything that reads the code without running it. All steps run, each with its time.

import { generateClient } from '../dev/build/build.ts';
import { runCommand } from '../dev/tools/run-command.ts';

interface Step {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
}

const STEPS: readonly Step[] = [
  { name: 'format and imports (biome)', command: ['biome', 'ci', '--colors=off', '.'] },
  { name: 'lint with types (oxlint)', command: ['oxlint', '--type-aware', '--deny-warnings', '.'] },
  { name: 'types (tsc)', command: ['tsc', '-p', 'tsconfig.json'] },
  { name: 'types of the pages (tsc)', command: ['tsc', '-p', 'tsconfig.web.json'] },
  {
    name: 'who imports whom (dependency-cruiser)',
    command: ['depcruise', '--config', '.dependency-cruiser.mjs', '.'],
  },
  { name: 'dead code (knip)', command: ['knip', '--no-progress'] },
];

await generateClient(console.log);
let failed = 0;
for (const step of STEPS) {
  const startedAt = performance.now();
  const lines: string[] = [];
  const code = await runCommand('npx', ['--no-install', ...step.command], {
    onLine: (line) => lines.push(line),
  });
  const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
  console.log(`${code === 0 ? '✓' : '✗'} ${step.name} (${seconds} s)`);
  if (code === 0) continue;
  failed += 1;
  console.log(lines.map((line) => `    ${line}`).join('\n'));
}
process.exitCode = failed === 0 ? 0 : 1;
