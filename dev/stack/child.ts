// One child process of the stack: started, watched, started again when it dies, and stopped.
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Program } from '../processes/program.ts';
import type { Say } from '../tools/temporal-cli.ts';
import { FORGIVEN_AFTER, pauseAfter } from './backoff.ts';

export interface ChildPlan {
  readonly name: string;
  readonly program: () => Program;
  /** Done before every start, also after a death. */
  readonly prepare?: () => Promise<void>;
  /** Asked again and again. @param log what the child has written since it was started. */
  readonly isReady: (log: string) => Promise<boolean> | boolean;
  readonly stopSignal: NodeJS.Signals;
  /** Milliseconds from the stop signal to SIGKILL. */
  readonly patience: number;
  readonly logFile: string;
}

export interface ChildWatch {
  readonly say: Say;
  /** Called with each new pid, and with null when there is none. */
  readonly onPid: (pid: number | null) => void;
}

export interface Child {
  readonly name: string;
  /** Resolves when it is ready. @throws with the end of its log when it dies before. */
  start(): Promise<void>;
  /** Politely, then not. */
  stop(): Promise<void>;
  signal(signal: NodeJS.Signals): void;
}

interface Life {
  process: ChildProcess | null;
  /** Ends with the process. */
  ended: Promise<void>;
  isWanted: boolean;
  /** Was ready once: before that, a death fails the start. */
  wasReady: boolean;
  deaths: number;
  logStart: number;
}

const POLL = 50;
/** Milliseconds a child may take until it is ready: a cold machine under load. */
const START_PATIENCE = 90_000;

export function createChild(plan: ChildPlan, watch: ChildWatch): Child {
  const life: Life = {
    process: null,
    ended: Promise.resolve(),
    isWanted: false,
    wasReady: false,
    deaths: 0,
    logStart: 0,
  };
  return {
    name: plan.name,
    async start() {
      life.isWanted = true;
      await plan.prepare?.();
      if (!life.isWanted) return;
      launch(plan, watch, life);
      await untilReady(plan, life);
      life.wasReady = true;
    },
    async stop() {
      life.isWanted = false;
      const { process: running } = life;
      if (running === null) return;
      running.kill(plan.stopSignal);
      const late = setTimeout(() => {
        watch.say(`${plan.name} takes too long to stop; ending it.`);
        running.kill('SIGKILL');
      }, plan.patience);
      await life.ended;
      clearTimeout(late);
    },
    signal(signal) {
      life.process?.kill(signal);
    },
  };
}

function launch(plan: ChildPlan, watch: ChildWatch, life: Life): void {
  const { command, args, env, ...who } = plan.program();
  mkdirSync(dirname(plan.logFile), { recursive: true });
  // A file, not a pipe: a child must not trip over a supervisor that was killed.
  const log = openSync(plan.logFile, 'a');
  life.logStart = statSync(plan.logFile).size;
  const startedAt = Date.now();
  const child = spawn(command, args, {
    ...who,
    env: { ...process.env, ...env },
    stdio: ['ignore', log, log],
    // A group of its own: Ctrl-C reaches the supervisor alone, which stops its children in order.
    detached: true,
  });
  closeSync(log);
  life.process = child;
  watch.onPid(child.pid ?? null);
  life.ended = new Promise((resolve) => {
    const end = (how: string): void => {
      life.process = null;
      watch.onPid(null);
      resolve();
      if (Date.now() - startedAt > FORGIVEN_AFTER) life.deaths = 0;
      if (life.isWanted && life.wasReady) void revive(plan, watch, { life, how });
    };
    child.once('error', (error) => end(error.message));
    child.once('exit', (code, signal) => end(signal ?? `exit code ${code ?? '?'}`));
  });
}

interface Death {
  readonly life: Life;
  readonly how: string;
}

async function revive(plan: ChildPlan, watch: ChildWatch, { life, how }: Death): Promise<void> {
  life.deaths += 1;
  const pause = pauseAfter(life.deaths);
  watch.say(`${plan.name} died (${how}); starting it again in ${pause / 1_000} s. Its log: ${plan.logFile}`);
  await sleep(pause);
  if (!life.isWanted) return;
  try {
    await plan.prepare?.();
    if (!life.isWanted) return;
    launch(plan, watch, life);
    await untilReady(plan, life);
    watch.say(`${plan.name} is back.`);
  } catch (error) {
    // Its death is said by `revive` of its own; everything else is said here.
    if (life.process !== null) watch.say(`${plan.name}: ${String(error)}`);
  }
}

async function untilReady(plan: ChildPlan, life: Life): Promise<void> {
  const watched = life.process;
  const giveUpAt = Date.now() + START_PATIENCE;
  while (Date.now() < giveUpAt) {
    if (watched === null || life.process !== watched) throw new Error(endedEarly(plan, life));
    if (await plan.isReady(newLog(plan, life))) return;
    await sleep(POLL);
  }
  throw new Error(`${plan.name} is not ready after ${START_PATIENCE / 1_000} s`);
}

function newLog(plan: ChildPlan, life: Life): string {
  return readFileSync(plan.logFile).subarray(life.logStart).toString();
}

function endedEarly(plan: ChildPlan, life: Life): string {
  const last = newLog(plan, life).trimEnd().split('\n').slice(-12);
  return [`${plan.name} ended before it was ready. The end of its log (${plan.logFile}):`, ...last].join(
    '\n  ',
  );
}
