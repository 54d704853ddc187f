// One stack per data folder: the second one is told so, and what a killed one left is ended.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { endProcess } from '../processes/end-process.ts';
import { isAlive } from '../processes/identity.ts';
import { tryLockFor } from '../processes/lock.ts';
import { readIdentity } from '../processes/read-identity.ts';
import type { Say } from '../tools/temporal-cli.ts';
import { endLeftovers, forgetPid, recordPid } from './pid-files.ts';

const LAUNCHER = 'launcher';
/** Milliseconds a stack that was just killed may take to be gone. */
const DYING = 2_000;

export interface Claim {
  readonly release: () => void;
}

/**
 * @param launcher pid of the npm behind this stack, null for none.
 * @throws when a stack is running on this folder.
 */
export async function claimData(dataDir: string, launcher: number | null, say: Say): Promise<Claim> {
  mkdirSync(dataDir, { recursive: true });
  const release = await takeLock(dataDir, say);
  await endLeftovers(dataDir, say);
  forgetPid(dataDir, LAUNCHER);
  if (launcher !== null) recordPid(dataDir, LAUNCHER, launcher);
  return {
    release: () => {
      forgetPid(dataDir, LAUNCHER);
      release();
    },
  };
}

async function takeLock(dataDir: string, say: Say): Promise<() => void> {
  const file = join(dataDir, 'stack.lock');
  const attempt = await tryLockFor(file, DYING);
  if (attempt.kind === 'held') return attempt.release;
  const launcher = readIdentity(join(dataDir, 'pids', `${LAUNCHER}.json`));
  if (launcher === null || isAlive(launcher)) {
    throw new Error(
      `A stack is already running on ${dataDir} (pid ${attempt.by.pid}). End it with Ctrl-C first, or start another one beside it: STACK_DATA=.data-2 STACK_PORT_OFFSET=100 npm start`,
    );
  }
  say(
    `The npm of an earlier run was killed and its stack (pid ${attempt.by.pid}) is still there; stopping it.`,
  );
  await endProcess(attempt.by, { signal: 'SIGTERM', patience: 30_000 });
  return takeLock(dataDir, say);
}
