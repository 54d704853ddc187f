// Random kills, by a seed: which victim, alone or with another, at any time or at a failpoint, and when the next one.
import { setTimeout as sleep } from 'node:timers/promises';
import { EFFECTS, type Failpoint, MOMENTS } from '../../dev/failpoints/failpoint.ts';
import { type Choices, chance, oneOf } from '../simulation/choices.ts';
import type { Ground } from './ground.ts';
import type { Probe } from './probe.ts';
import type { Recovered } from './recovery.ts';
import { kill, VICTIMS, type Victim } from './victims.ts';

/** One stroke of the storm, decided before it comes. */
interface Stroke {
  readonly victims: readonly Victim[];
  readonly failpoint: Failpoint | null;
  /** The next one comes before this one's damage is mended; then nothing is measured. */
  readonly isFollowed: boolean;
  /** Milliseconds of calm afterwards. */
  readonly pause: number;
}

export interface Storm {
  readonly kills: number;
  /** Of these, how many hit a worker that stood at a failpoint, of any order. */
  readonly atFailpoints: number;
  readonly ofWorkers: number;
  readonly recovered: readonly Recovered[];
}

const UNTIL_REACHED = 2_500;
const POLL = 5;

export async function rage(
  ground: Ground,
  { kills, choices, probe }: { readonly kills: number; readonly choices: Choices; readonly probe: Probe },
  onStroke: (line: string, killed: number) => void,
): Promise<Storm> {
  const recovered: Recovered[] = [];
  let [killed, atFailpoints, ofWorkers] = [0, 0, 0];
  await probe.prepare();
  while (killed < kills) {
    const stroke = nextStroke(choices, kills - killed);
    const { isAt, since } = await strike(ground, stroke);
    killed += stroke.victims.length;
    atFailpoints += isAt ? 1 : 0;
    ofWorkers += stroke.victims.includes('worker') ? 1 : 0;
    const after = stroke.isFollowed ? null : await recovery(stroke, since, probe);
    const [victim, ...others] = stroke.victims;
    if (after !== null && victim !== undefined && others.length === 0) recovered.push({ victim, after });
    onStroke(describe(stroke, isAt, after), killed);
    await sleep(stroke.pause);
  }
  return { kills: killed, atFailpoints, ofWorkers, recovered };
}

function nextStroke(choices: Choices, left: number): Stroke {
  const [first, ...others] = VICTIMS;
  const victim = oneOf<Victim>(choices, first, ...others);
  const other = oneOf<Victim>(choices, first, ...others);
  const isDouble = chance(choices, 25) && other !== victim && left > 1;
  const failpoint = `${oneOf(choices, ...EFFECTS)}/${oneOf(choices, ...MOMENTS)}` as const;
  return {
    victims: isDouble ? [victim, other] : [victim],
    failpoint: chance(choices, 50) ? failpoint : null,
    isFollowed: chance(choices, 50),
    pause: 300 + choices.pick(2_000),
  };
}

/** @returns whether somebody stood at the failpoint, and when the first victim was killed. */
async function strike({ stack, gate }: Ground, { victims, failpoint }: Stroke) {
  const trap = failpoint === null ? null : gate.arm(failpoint, null);
  const giveUpAt = Date.now() + UNTIL_REACHED;
  while (trap !== null && trap.hold() === undefined && Date.now() < giveUpAt) await sleep(POLL);
  const isAt = trap?.hold()?.isStanding() === true;
  const killed = await Promise.all(victims.map((victim) => kill(stack, victim)));
  trap?.release();
  return { isAt, since: Math.min(...killed.map(({ at }) => at)) };
}

/** @returns milliseconds from the kill until the probe's order went on. */
async function recovery({ victims }: Stroke, since: number, probe: Probe): Promise<number> {
  await Promise.all(victims.map((victim) => probe.untilItGoesOn(victim)));
  const after = Date.now() - since;
  await probe.prepare();
  return after;
}

function describe({ victims, failpoint }: Stroke, isAt: boolean, after: number | null): string {
  const where = isAt ? ` at ${failpoint}` : '';
  return `${victims.join(' and ')} killed${where}${after === null ? '' : `, back after ${(after / 1_000).toFixed(1)} s`}`;
}
