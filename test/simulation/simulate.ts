// Many orders over all cores, each in a world of its own; stops at the first that breaks a promise.
import { type ChildProcess, fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import type { Told } from './batch.ts';
import { add, type Coverage } from './coverage.ts';

export interface Run {
  readonly orders: number;
  readonly seconds: number;
  readonly coverage: Coverage;
  readonly failed: Told['failed'];
}

export interface RunOptions {
  readonly orders: number;
  readonly seed: number;
  /** The program of a part of the run; another one simulates other code. */
  readonly batch?: string;
  /** Milliseconds after which it is enough. */
  readonly patience?: number;
  readonly onProgress?: (done: number) => void;
}

const BATCH = new URL('batch.ts', import.meta.url).pathname;

export async function simulate(options: RunOptions): Promise<Run> {
  const { orders, seed, onProgress, patience = 0, batch = BATCH } = options;
  const began = performance.now();
  const coverage: Coverage = {};
  const children: ChildProcess[] = [];
  let done = 0;
  let failed: Told['failed'] = null;
  let isOver = false;
  const stop = (): void => {
    isOver = true;
    for (const child of children) child.kill();
  };
  const hear = (told: Told): void => {
    done += told.done;
    add(coverage, told.coverage);
    onProgress?.(done);
    if (told.failed === null || failed !== null) return;
    failed = told.failed;
    stop();
  };
  const share = Math.ceil(orders / availableParallelism());
  const ends: Promise<void>[] = [];
  for (let from = 0; from < orders; from += share) {
    const count = Math.min(share, orders - from);
    const args = ['--seed', String(seed), '--from', String(from), '--count', String(count)];
    const child = fork(batch, args, { execArgv: ['--import', 'tsx'] });
    children.push(child);
    child.on('message', (told) => hear(told as Told));
    ends.push(endOf(child, () => isOver));
  }
  const timer = patience > 0 ? setTimeout(stop, patience) : undefined;
  await Promise.all(ends);
  clearTimeout(timer);
  return { orders: done, seconds: (performance.now() - began) / 1_000, coverage, failed };
}

const endOf = (child: ChildProcess, isStopping: () => boolean): Promise<void> =>
  new Promise((resolve, reject) => {
    child.on('exit', (code) => {
      if (code === 0 || isStopping()) resolve();
      else reject(new Error(`a batch ended with code ${code}`));
    });
  });
