// Vitest's global setup: a folder for what the test files of this run share, and its end.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RUN_FOLDER, stopCluster } from './postgres.ts';

/** The workers inherit the environment of the process that sets up. */
export function setup(): void {
  const folder = mkdtempSync(join(tmpdir(), 'klikandgo-tests-'));
  // Root's PostgreSQL runs as another user, who must get in.
  chmodSync(folder, 0o711);
  process.env[RUN_FOLDER] = folder;
}

export async function teardown(): Promise<void> {
  const folder = process.env[RUN_FOLDER];
  if (folder === undefined) return;
  await stopCluster(folder);
  rmSync(folder, { recursive: true, force: true });
}
