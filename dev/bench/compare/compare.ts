// The comparison: ours, the straightforward way and the bare shape, on the same servers in the same minutes.
import { openOrdersView } from '../../../infra/postgres/postgres-orders-view.ts';
import type { Say } from '../../tools/temporal-cli.ts';
import { openBare } from '../bare/contender.ts';
import type { Ground } from '../ground.ts';
import { openOurs } from '../ours/contender.ts';
import { familyProcessorMs, processorMs } from '../processor-time.ts';
import { openStraightforward } from '../straightforward/contender.ts';
import { openBenchShops } from './bench-order.ts';
import type { Letter } from './contender.ts';
import { type Measured, type ProcessorTimes, type RoundPlan, runRounds } from './rounds.ts';
import { type BenchWorker, startWorkers } from './workers.ts';

export interface ComparePlan extends RoundPlan {
  readonly pollMs: number;
}

/** API and worker of the stack stand still meanwhile. */
export async function compare(ground: Ground, plan: ComparePlan, say: Say): Promise<Measured[]> {
  const { client, database } = ground;
  await openBenchShops(database);
  const halted = [await ground.halt('api'), await ground.halt('worker')];
  const workers = await startWorkers(ground);
  const orders = openOrdersView(database);
  const contenders = [
    openOurs(client),
    openStraightforward({ client, orders, pollMs: plan.pollMs }),
    openBare(client),
  ];
  const processorTimes = (letter: Letter) => timesOf(ground, workers[letter]);
  try {
    return await runRounds({ contenders, processorTimes }, plan, say);
  } finally {
    for (const worker of Object.values(workers)) await worker.close();
    for (const { restart } of halted.toReversed()) await restart();
  }
}

function timesOf({ pidOf }: Ground, worker: BenchWorker): ProcessorTimes {
  return {
    worker: processorMs(worker.pid()),
    temporal: processorMs(pidOf('temporal')),
    postgres: familyProcessorMs(pidOf('postgres')),
    stripe: processorMs(pidOf('stripe')),
    client: processorMs(process.pid),
  };
}
