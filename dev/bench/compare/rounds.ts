// The rounds: A, B, C, A, B, C …, each with a closed burst for the throughput and open arrivals for the latency.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Say } from '../../tools/temporal-cli.ts';
import { type Lived, openLoop, poissonArrivals } from '../load/arrivals.ts';
import { burst, warmUp } from '../load/burst.ts';
import { seededRandom } from '../load/random.ts';
import { benchOrder } from './bench-order.ts';
import type { Contender, Letter } from './contender.ts';

export interface RoundPlan {
  readonly rounds: number;
  readonly orders: number;
  readonly inFlight: number;
  readonly rate: number;
  readonly seed: number;
}

/** Milliseconds of processor time, by process, since some moment. */
export type ProcessorTimes = Readonly<Record<string, number>>;

export interface Measured {
  readonly round: number;
  readonly letter: Letter;
  /** Orders per second of the burst. */
  readonly perSecond: number;
  /** Milliseconds of processor time of one order in the burst, by process. */
  readonly processorMs: ProcessorTimes;
  /** Of each open arrival. */
  readonly lived: readonly Lived[];
}

export interface Track {
  readonly contenders: readonly Contender[];
  /** So far, for a contender and what serves it. */
  readonly processorTimes: (letter: Letter) => ProcessorTimes;
}

/** Orders that are not measured: code is compiled, caches and connections are filled by them. */
const WARM_UP = 40;
/** Milliseconds in which servers finish what the measured orders left behind. */
const SETTLING = 1_500;

export async function runRounds(track: Track, plan: RoundPlan, say: Say): Promise<Measured[]> {
  for (const contender of track.contenders)
    await warmUp(() => contender.live(benchOrder()), { ...plan, orders: Math.min(WARM_UP, plan.orders) });
  const measured: Measured[] = [];
  for (let round = 1; round <= plan.rounds; round += 1) {
    // The same customers come to each of them.
    const arrivals = poissonArrivals(plan.orders, plan.rate, seededRandom(plan.seed + round));
    for (const contender of track.contenders) {
      const one = await measure(track, contender, { round, plan, arrivals });
      say(roundLine(one));
      measured.push(one);
    }
  }
  return measured;
}

interface Turn {
  readonly round: number;
  readonly plan: RoundPlan;
  readonly arrivals: readonly number[];
}

async function measure(
  { processorTimes }: Track,
  contender: Contender,
  { round, plan, arrivals }: Turn,
): Promise<Measured> {
  await sleep(SETTLING);
  const { letter } = contender;
  const live = () => contender.live(benchOrder());
  const before = processorTimes(letter);
  const perSecond = await burst(plan.orders, plan.inFlight, live);
  const after = processorTimes(letter);
  await sleep(SETTLING);
  const lived = await openLoop(arrivals, live);
  const processorMs = Object.fromEntries(
    Object.entries(after).map(([name, ms]) => [name, (ms - (before[name] ?? 0)) / plan.orders]),
  );
  return { round, letter, perSecond, processorMs, lived };
}

function roundLine({ round, letter, perSecond, lived }: Measured): string {
  const slowest = Math.max(...lived.map(({ totalMs }) => totalMs));
  return `round ${round} ${letter}: ${perSecond.toFixed(1)} orders/s, slowest of the open arrivals ${slowest.toFixed(0)} ms`;
}
