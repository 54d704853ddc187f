// The pages as they come out when they are built where the service's secrets are in the environment, as on a careless host.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../../../dev/build/build.ts';
import type { Environment } from '../../../dev/stack/settings.ts';
import { runCommand } from '../../../dev/tools/run-command.ts';
import { filesIn, type Output } from './outputs.ts';

const FLAGS = ['--emptyOutDir', '--assetsInlineLimit', '0', '--logLevel', 'error'];

/** @param env of the processes. @throws with what Vite said. */
export async function pagesBuiltWith(env: Environment): Promise<Output[]> {
  const folder = mkdtempSync(join(tmpdir(), 'klikandgo-pages-'));
  const said: string[] = [];
  const given = Object.entries(env).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  try {
    const code = await runCommand(
      join(ROOT, 'node_modules', '.bin', 'vite'),
      ['build', join(ROOT, 'web'), '--outDir', folder, ...FLAGS],
      {
        cwd: ROOT,
        env: { ...Object.fromEntries(given), NODE_ENV: 'production' },
        onLine: (line) => said.push(line),
      },
    );
    if (code !== 0) throw new Error(`the pages were not built:\n${said.join('\n')}`);
    return filesIn(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
