// Runs one of our compiled commands in this terminal, to its end.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Environment } from '../stack/settings.ts';

/** @param path from the folder that holds ours: `worker/…` from compiled code, `dist/worker/…` from source. @returns its exit code. */
export function runForeground(path: string, args: readonly string[], env: Environment): Promise<number> {
  const program = fileURLToPath(new URL(`../../${path}`, import.meta.url));
  const child = spawn(process.execPath, [program, ...args], {
    env: { ...process.env, ...env },
    stdio: 'inherit',
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 2));
  });
}
