// Our worker with other settings, in turns with what it has: each turn a fresh process, the same orders for all.
import type { Say } from '../../tools/temporal-cli.ts';
import { benchOrder, openBenchShops } from '../compare/bench-order.ts';
import { middleOf, ratios } from '../compare/ratios.ts';
import { startWorker } from '../compare/workers.ts';
import type { Figure } from '../figures.ts';
import type { Ground } from '../ground.ts';
import { burst, warmUp } from '../load/burst.ts';
import { openOurs } from '../ours/contender.ts';
import { familyProcessorMs, processorMs } from '../processor-time.ts';
import { VARIANTS, type Variant } from './variants.ts';

export interface SettingsPlan {
  readonly rounds: number;
  readonly orders: number;
  readonly inFlight: number;
}

/** By round. */
interface Seen {
  readonly perSecond: number[];
  /** Milliseconds of one order, in the worker, and in worker, servers and client. */
  readonly workerMs: number[];
  readonly allMs: number[];
}

export async function settingsFigures(ground: Ground, plan: SettingsPlan, say: Say): Promise<Figure[]> {
  await openBenchShops(ground.database);
  const halted = [await ground.halt('api'), await ground.halt('worker')];
  const seen = VARIANTS.map((): Seen => ({ perSecond: [], workerMs: [], allMs: [] }));
  try {
    for (let round = 1; round <= plan.rounds; round += 1) {
      for (const [index, variant] of VARIANTS.entries()) {
        const one = await measure(ground, plan, variant);
        seen[index]?.perSecond.push(one.perSecond);
        seen[index]?.workerMs.push(one.workerMs);
        seen[index]?.allMs.push(one.allMs);
        say(`round ${round}, ${variant.name}: ${lineOf(one)}`);
      }
    }
  } finally {
    for (const { restart } of halted.toReversed()) await restart();
  }
  const [base, ...others] = seen;
  return others.flatMap((other, index) => compared(VARIANTS[index + 1]?.name ?? '', other, base));
}

function compared(name: string, other: Seen, base: Seen | undefined): Figure[] {
  const figure = (what: string, mine: readonly number[], its: readonly number[]): Figure => {
    const { median, ...interval } = middleOf(ratios(mine, its));
    return { name: `${name}: ${what}`, value: median, unit: '×', target: null, interval };
  };
  return [
    figure('throughput', other.perSecond, base?.perSecond ?? []),
    figure('processor time of the worker', other.workerMs, base?.workerMs ?? []),
    figure('processor time of all', other.allMs, base?.allMs ?? []),
  ];
}

const lineOf = ({ perSecond, workerMs, allMs }: One): string =>
  `${perSecond.toFixed(1)} orders/s, worker ${workerMs.toFixed(1)} ms, all ${allMs.toFixed(1)} ms`;

type One = Awaited<ReturnType<typeof measure>>;

async function measure(ground: Ground, { orders, inFlight }: SettingsPlan, variant: Variant) {
  const live = openOurs(ground.client).live;
  const worker = await startWorker(ground, 'A', variant);
  try {
    const ofWorker = (): number => processorMs(worker.pid());
    const ofOthers = (): number =>
      processorMs(ground.pidOf('temporal')) +
      familyProcessorMs(ground.pidOf('postgres')) +
      processorMs(process.pid);
    await warmUp(() => live(benchOrder()), { orders, inFlight });
    const [workerBefore, othersBefore] = [ofWorker(), ofOthers()];
    const perSecond = await burst(orders, inFlight, () => live(benchOrder()));
    const workerMs = (ofWorker() - workerBefore) / orders;
    return { perSecond, workerMs, allMs: workerMs + (ofOthers() - othersBefore) / orders };
  } finally {
    await worker.close();
  }
}
