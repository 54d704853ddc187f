// SIGTERM under load, again and again: API and worker by turns. Clients see refused connections and nothing else.
import { setTimeout as sleep } from 'node:timers/promises';
import { startFellow } from '../support/fellow.ts';
import { type Ground, judge, type Verdict } from './ground.ts';

export interface TerminationsPlan {
  readonly times: number;
  /** Each with one order after the other. */
  readonly customers: number;
  /** Seconds of load between one and the next. */
  readonly between: number;
}

export interface TerminationsVerdict extends Verdict {
  readonly exits: readonly Exit[];
}

interface Exit {
  readonly name: 'api' | 'worker';
  readonly how: string | null;
  readonly seconds: number;
}

/** Seconds a process may take to end. */
const DEADLINE = 20;

/** Two workers, as in production: while one ends, the other goes on. */
export async function terminations(ground: Ground, plan: TerminationsPlan): Promise<TerminationsVerdict> {
  const { seen } = ground;
  const second = await startFellow(ground.stack, {
    kind: 'worker',
    name: 'second-worker',
    keep: ground.keep,
  });
  const exits: Exit[] = [];
  try {
    const load = ground.crowd(plan.customers);
    await sleep(plan.between * 1_000);
    for (let time = 0; time < plan.times; time += 1) {
      exits.push(await terminate(ground, time % 2 === 0 ? 'api' : 'worker'));
      await sleep(plan.between * 1_000);
    }
    await load.end();
  } finally {
    await second.stop();
  }
  const verdict = await judge(ground);
  const badExits = exits
    .filter(({ how, seconds }) => how !== 'exit code 0' || seconds > DEADLINE)
    .map(({ name, how, seconds }) => `${name} ended with ${how} after ${seconds.toFixed(1)} s`);
  return { ...verdict, exits, broken: [...verdict.broken, ...badExits, ...failures(seen.outcomes)] };
}

/** Every outcome but an answer below 500, and a connection that was never made. */
function failures(outcomes: ReadonlyMap<string, number>): string[] {
  return [...outcomes]
    .filter(([name]) => /5\d\d$|lost/.test(name))
    .map(([name, times]) => `${times} × ${name}`);
}

/** SIGTERM, as the stack stops its children, and a new one at once. */
async function terminate({ stack }: Ground, name: 'api' | 'worker'): Promise<Exit> {
  const startedAt = performance.now();
  const { how, restart } = await stack.halt(name);
  const seconds = (performance.now() - startedAt) / 1_000;
  await restart();
  return { name, how, seconds };
}
