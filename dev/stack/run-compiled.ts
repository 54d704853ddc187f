// Runs one of our compiled commands to its end.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from '../build/build.ts';
import type { Environment } from './settings.ts';

/** @param path below `dist/`. @throws with what the command said when it fails. */
export function runCompiled(path: string, env: Environment): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(ROOT, 'dist', path)], {
      env: { ...process.env, NODE_OPTIONS: undefined, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    for (const output of [child.stdout, child.stderr])
      output.on('data', (chunk: Buffer) => {
        said += chunk.toString();
      });
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`${path} failed:\n${said.trim()}`));
    });
  });
}
