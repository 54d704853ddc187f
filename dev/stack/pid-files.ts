// Which processes the stack has running, written down so that the next start can end what a killed one left.
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { endProcess } from '../processes/end-process.ts';
import { identify, isAlive } from '../processes/identity.ts';
import { readIdentity } from '../processes/read-identity.ts';
import { writeWhole } from '../processes/write-whole.ts';
import type { Say } from '../tools/temporal-cli.ts';

/** In the order in which they are stopped. */
export const CHILDREN = ['codec', 'api', 'worker', 'stripe', 'temporal', 'postgres'] as const;
export type ChildName = (typeof CHILDREN)[number];

/** PostgreSQL waits for its clients on SIGTERM; on SIGINT it lets them go. */
export const stopSignalOf = (name: ChildName): NodeJS.Signals => (name === 'postgres' ? 'SIGINT' : 'SIGTERM');

const fileOf = (dataDir: string, name: string): string => join(dataDir, 'pids', `${name}.json`);

export function recordPid(dataDir: string, name: string, pid: number): void {
  const identity = identify(pid);
  if (identity === null) return;
  mkdirSync(join(dataDir, 'pids'), { recursive: true });
  writeWhole(fileOf(dataDir, name), JSON.stringify(identity));
}

export function forgetPid(dataDir: string, name: string): void {
  rmSync(fileOf(dataDir, name), { force: true });
}

/** Ends what an earlier run left running. A pid that has become another process is only forgotten. */
export async function endLeftovers(dataDir: string, say: Say): Promise<void> {
  for (const name of CHILDREN) {
    const left = readIdentity(fileOf(dataDir, name));
    if (left !== null && isAlive(left)) {
      say(`${name}: still running from an earlier run (pid ${left.pid}); stopping it.`);
      // The stack it belonged to is gone: nobody waits for its work in progress, which goes on after the start.
      await endProcess(left, { signal: stopSignalOf(name), patience: name === 'postgres' ? 15_000 : 4_000 });
    }
    forgetPid(dataDir, name);
  }
}
