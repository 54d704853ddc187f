// SIGTERM under load, again and again: API and worker by turns. Clients see refused connections and nothing else.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ROOT } from '../../dev/build/build.ts';
import { type Ground, judge, type Verdict } from './ground.ts';

export interface TerminationsPlan {
  readonly times: number;
  /** Each with one order after the other. */
  readonly customers: number;
  /** Seconds of load between one and the next. */
  readonly between: number;
}

export interface TerminationsVerdict extends Verdict {
  /** Seconds each took to end. */
  readonly exits: { readonly api: readonly number[]; readonly worker: readonly number[] };
}

/** Milliseconds a process may take to end. */
const DEADLINE = 20_000;
/** The stack waits up to half a minute before it starts again what died often. */
const BACK_WITHIN = 180_000;

/** Two workers, as in production: while one ends, the other goes on. */
export async function terminations(ground: Ground, plan: TerminationsPlan): Promise<TerminationsVerdict> {
  const { stack, seen } = ground;
  const second = startSecondWorker(ground);
  const exits = { api: [] as number[], worker: [] as number[] };
  try {
    const load = ground.crowd(plan.customers);
    await sleep(plan.between * 1_000);
    for (let time = 0; time < plan.times; time += 1) {
      const name = time % 2 === 0 ? 'api' : 'worker';
      exits[name].push((await terminate(ground, name)) / 1_000);
      await untilBack(ground, name);
      await sleep(plan.between * 1_000);
    }
    await load.end();
  } finally {
    await second.close();
  }
  const verdict = await judge(ground);
  const badExits = stack.said.filter((line) => / died \((?!exit code 0\))/.test(line));
  return { ...verdict, exits, broken: [...verdict.broken, ...badExits, ...failures(seen.outcomes)] };
}

/** Every outcome but an answer below 500, and a connection that was never made. */
function failures(outcomes: ReadonlyMap<string, number>): string[] {
  return [...outcomes]
    .filter(([name]) => /5\d\d$|lost/.test(name))
    .map(([name, times]) => `${times} × ${name}`);
}

/** @returns milliseconds until the process is gone. */
async function terminate({ stack }: Ground, name: 'api' | 'worker'): Promise<number> {
  const pid = stack.pidOf(name);
  const startedAt = performance.now();
  process.kill(pid, 'SIGTERM');
  while (isThere(pid)) {
    if (performance.now() - startedAt > DEADLINE) throw new Error(`${name} does not end within 20 s`);
    await sleep(10);
  }
  return performance.now() - startedAt;
}

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function untilBack({ stack }: Ground, name: string): Promise<void> {
  const back = (): number => stack.said.filter((line) => line === `${name} is back.`).length;
  const died = (): number => stack.said.filter((line) => line.startsWith(`${name} died`)).length;
  const giveUpAt = Date.now() + BACK_WITHIN;
  while (died() === 0 || back() < died()) {
    if (Date.now() > giveUpAt) throw new Error(`${name} does not come back`);
    await sleep(50);
  }
}

function startSecondWorker({ stack }: Ground): { close(): Promise<void> } {
  const log = openSync(join(stack.dataDir, 'logs', 'second-worker.log'), 'a');
  const child = spawn(process.execPath, ['--enable-source-maps', join(ROOT, 'dist/worker/main.js')], {
    env: { ...process.env, NODE_OPTIONS: undefined, ...stack.env },
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  const ended = once(child, 'exit');
  return {
    async close() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
