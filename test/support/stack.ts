// The whole service for a test: a stack of its own, on free ports and a folder that goes away with it.
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { FREE_PORTS } from '../../dev/stack/ports.ts';
import type { Environment, StackSettings } from '../../dev/stack/settings.ts';
import { createStack, type RunningStack, type Stack } from '../../dev/stack/stack.ts';
import type { StackInfo } from '../../dev/stack/stack-info.ts';
import { RECONCILIATION_SCHEDULE_ID } from '../../domain/identity.ts';
import type { Keep } from './closing.ts';

export interface TestStack extends RunningStack {
  readonly dataDir: string;
  readonly signal: Stack['signal'];
  readonly halt: Stack['halt'];
  /** The child's present pid, as the stack's own file tells. @throws while there is none. */
  readonly pidOf: (name: keyof StackInfo['pids']) => number;
  /** What the stack has said so far. */
  readonly said: readonly string[];
  /** Stops everything and removes the folder. */
  close(): Promise<void>;
}

interface Seams extends Pick<StackSettings, 'worker'> {
  /** Is told how to close the stack before it starts. */
  readonly keep?: Keep;
}

/** @param env variables as `npm start` would have them. @param seams a worker of the test's own. */
export async function openStack(env: Environment = {}, { keep, ...seams }: Seams = {}): Promise<TestStack> {
  const dataDir = mkdtempSync(join(tmpdir(), 'klikandgo-stack-'));
  chmodSync(dataDir, 0o711);
  const said: string[] = [];
  const stack = createStack({ dataDir, ports: FREE_PORTS, env, say: (line) => said.push(line), ...seams });
  let starting: Promise<unknown> = Promise.resolve();
  const close = async (): Promise<void> => {
    await stack.stop();
    // A start that was stopped may still be writing to the folder.
    await starting.catch(() => undefined);
    rmSync(dataDir, { recursive: true, force: true });
  };
  keep?.(close);
  try {
    const start = stack.start();
    starting = start;
    const running = await start;
    await pauseReconciliation(running.info.temporal);
    return {
      ...running,
      dataDir,
      signal: stack.signal,
      halt: (name) => stack.halt(name),
      pidOf: (name) => readPid(dataDir, name),
      said,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Its schedule follows the clock on the wall: a run must not fall into a test by chance. */
async function pauseReconciliation(address: string): Promise<void> {
  const connection = await Connection.connect({ address });
  try {
    await new Client({ connection }).schedule.getHandle(RECONCILIATION_SCHEDULE_ID).pause('a test');
  } finally {
    await connection.close();
  }
}

function readPid(dataDir: string, name: keyof StackInfo['pids']): number {
  // Written by the stack itself: see `StackInfo`.
  const { pids } = JSON.parse(readFileSync(join(dataDir, 'stack.json'), 'utf8')) as Pick<StackInfo, 'pids'>;
  const pid = pids[name];
  if (pid == null) throw new Error(`${name} is not running`);
  return pid;
}
