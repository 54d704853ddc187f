// The processes that are killed, and how: at once, without a word, and certainly.
import { setTimeout as sleep } from 'node:timers/promises';
import { identify, isAlive } from '../../dev/processes/identity.ts';
import type { TestStack } from '../support/stack.ts';

export const VICTIMS = ['worker', 'api', 'temporal', 'postgres', 'stripe'] as const;
export type Victim = (typeof VICTIMS)[number];

/** PostgreSQL's immediate stop ends all its processes at once and recovers from its log, as after a crash. */
const LETHAL: Readonly<Record<Victim, NodeJS.Signals>> = {
  worker: 'SIGKILL',
  api: 'SIGKILL',
  temporal: 'SIGKILL',
  postgres: 'SIGQUIT',
  stripe: 'SIGKILL',
};

const POLL = 10;
/** Milliseconds a victim of an earlier kill may take until it can be killed again. */
const UNTIL_ALIVE = 60_000;

export interface Kill {
  readonly victim: Victim;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** Resolves when the process is gone. @throws when there is none to kill, or the one that was killed lives on. */
export async function kill(stack: Pick<TestStack, 'pidOf' | 'signal'>, victim: Victim): Promise<Kill> {
  const process = identify(await pidOf(stack, victim));
  if (process === null) throw new Error(`${victim} is not there to be killed`);
  const at = Date.now();
  stack.signal(victim, LETHAL[victim]);
  const giveUpAt = at + UNTIL_ALIVE;
  while (isAlive(process)) {
    if (Date.now() > giveUpAt) throw new Error(`${victim} survived`);
    await sleep(POLL);
  }
  return { victim, at };
}

async function pidOf(stack: Pick<TestStack, 'pidOf'>, victim: Victim): Promise<number> {
  const giveUpAt = Date.now() + UNTIL_ALIVE;
  for (;;) {
    try {
      return stack.pidOf(victim);
    } catch (error) {
      if (Date.now() > giveUpAt) throw error;
      await sleep(POLL);
    }
  }
}
