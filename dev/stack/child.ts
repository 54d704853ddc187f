// One child process of the stack: started, watched, started again when it dies, and stopped.
import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Say } from '../tools/temporal-cli.ts';
import { FORGIVEN_AFTER, pauseAfter } from './backoff.ts';
import type { ChildPlan } from './child-plan.ts';
import { type Life, untilReady } from './until-ready.ts';

export interface ChildWatch {
  readonly say: Say;
  /** Called with each new pid, and with null when there is none. */
  readonly onPid: (pid: number | null) => void;
}

export interface Child {
  readonly name: string;
  /** Resolves when it is ready. @throws with the end of its log when it dies before. */
  start(): Promise<void>;
  /** Politely, then not. @returns how it ended: `exit code 0`, a signal; null when it was not running. */
  stop(): Promise<string | null>;
  signal(signal: NodeJS.Signals): void;
}

export function createChild(plan: ChildPlan, watch: ChildWatch): Child {
  const life: Life = {
    process: null,
    ended: Promise.resolve(''),
    isWanted: false,
    generation: 0,
    wasReady: false,
    deaths: 0,
    logStart: 0,
  };
  return {
    name: plan.name,
    async start() {
      life.isWanted = true;
      const isCurrent = nextGeneration(life);
      putAside(plan.logFile);
      await plan.prepare?.();
      if (!isCurrent()) return;
      launch(plan, watch, life);
      await untilReady(plan, life);
      life.wasReady = true;
    },
    async stop() {
      life.isWanted = false;
      nextGeneration(life);
      const { process: running } = life;
      if (running === null) return null;
      running.kill(plan.stopSignal);
      const late = setTimeout(() => {
        watch.say(`${plan.name} takes too long to stop; ending it.`);
        running.kill('SIGKILL');
      }, plan.patience);
      const how = await life.ended;
      clearTimeout(late);
      return how;
    },
    signal(signal) {
      life.process?.kill(signal);
    },
  };
}

/** @returns whether it is still the same one. */
function nextGeneration(life: Life): () => boolean {
  life.generation += 1;
  return sameGeneration(life);
}

function sameGeneration(life: Life): () => boolean {
  const { generation } = life;
  return () => life.generation === generation;
}

/** Each run of the stack begins its logs anew, and keeps those of the last. */
function putAside(logFile: string): void {
  if (existsSync(logFile)) renameSync(logFile, `${logFile}.last`);
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
      resolve(how);
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
  const isCurrent = sameGeneration(life);
  life.deaths += 1;
  const pause = pauseAfter(life.deaths);
  watch.say(`${plan.name} died (${how}); starting it again in ${pause / 1_000} s. Its log: ${plan.logFile}`);
  await sleep(pause);
  if (!isCurrent()) return;
  try {
    await plan.prepare?.();
    if (!isCurrent()) return;
    launch(plan, watch, life);
    await untilReady(plan, life);
    watch.say(`${plan.name} is back.`);
  } catch (error) {
    // Its death is said by `revive` of its own; everything else is said here.
    if (isCurrent() && life.process !== null) watch.say(`${plan.name}: ${String(error)}`);
  }
}
