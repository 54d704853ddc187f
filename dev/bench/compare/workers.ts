// The workers of the comparison: one process for each contender, alike but for what they serve.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleWorkflowCode, type WorkerOptions } from '@temporalio/worker';
import { ROOT } from '../../build/build.ts';
import { type Child, createChild } from '../../stack/child.ts';
import { compiled } from '../../stack/plans.ts';
import { SETTINGS_VARIABLE } from '../bench-worker.ts';
import type { Ground } from '../ground.ts';
import { LETTERS, type Letter, NAMES } from './contender.ts';

/** What is tried in place of what ours has. */
export interface Variation {
  /** Of Node, behind those of production. */
  readonly flags?: readonly string[];
  readonly settings?: Partial<WorkerOptions>;
  /** Without what our build tells the bundler. */
  readonly isBundledPlainly?: boolean;
}

export interface BenchWorker {
  /** @throws while it is not running. */
  readonly pid: () => number;
  close(): Promise<void>;
}

/** @returns one for each letter, all ready. */
export async function startWorkers(ground: Ground): Promise<Readonly<Record<Letter, BenchWorker>>> {
  const started = await Promise.all(LETTERS.map((letter) => startWorker(ground, letter)));
  const [A, B, C] = started;
  if (A === undefined || B === undefined || C === undefined) throw new Error('three workers were started');
  return { A, B, C };
}

export async function startWorker(
  ground: Ground,
  letter: Letter,
  { flags = [], settings = {}, isBundledPlainly = letter !== 'A' }: Variation = {},
): Promise<BenchWorker> {
  const name = NAMES[letter];
  const env = {
    ...ground.env,
    WORKFLOW_BUNDLE: isBundledPlainly ? await bundlePlainly(ground, letter) : ground.env.WORKFLOW_BUNDLE,
    METRICS_PORT: undefined,
    [SETTINGS_VARIABLE]: JSON.stringify(settings),
  };
  let pid: number | null = null;
  const child: Child = createChild(
    {
      name,
      program: () => {
        const { args, ...program } = compiled(`dev/bench/${name}/worker.js`, env);
        return { ...program, args: [...args.slice(0, -1), ...flags, ...args.slice(-1)] };
      },
      isReady: (log) => log.includes('worker ready'),
      stopSignal: 'SIGTERM',
      patience: 15_000,
      logFile: join(ground.dataDir, 'logs', `bench-${name}.log`),
    },
    {
      say: () => {},
      onPid: (now) => {
        pid = now;
      },
    },
  );
  ground.keep(async () => void (await child.stop()));
  await child.start();
  return {
    pid: () => {
      if (pid === null) throw new Error(`the worker of ${name} has died: see its log in ${ground.dataDir}`);
      return pid;
    },
    close: async () => void (await child.stop()),
  };
}

/** As tutorials do; ours is built already. */
async function bundlePlainly({ dataDir }: Ground, letter: Letter): Promise<string> {
  const workflowsPath = join(
    ROOT,
    letter === 'A' ? 'workflows/index.ts' : `dev/bench/${NAMES[letter]}/workflow.ts`,
  );
  const { code } = await bundleWorkflowCode({ workflowsPath, logger: QUIET });
  const file = join(dataDir, `${NAMES[letter]}.js`);
  writeFileSync(file, code);
  return file;
}

const ignore = (): void => {};
const QUIET = { log: ignore, trace: ignore, debug: ignore, info: ignore, warn: ignore, error: ignore };
