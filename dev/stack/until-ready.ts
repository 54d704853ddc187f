// Waits until a child is ready, or has ended before it was.
import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ChildPlan } from './child-plan.ts';

export interface Life {
  process: ChildProcess | null;
  /** Ends with the process, and says how. */
  ended: Promise<string>;
  isWanted: boolean;
  /** Counts starts and stops: whoever slept in between must leave the child alone. */
  generation: number;
  /** Was ready once: before that, a death fails the start. */
  wasReady: boolean;
  deaths: number;
  logStart: number;
}

const POLL = 50;
/** Milliseconds a child may take until it is ready: a cold machine under load. */
const START_PATIENCE = 90_000;

/** @throws with the end of its log when it ended; when it takes too long. */
export async function untilReady(plan: ChildPlan, life: Life): Promise<void> {
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
