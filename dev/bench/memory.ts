// What a cached order costs a worker: a fresh process, code and heap warmed by orders that ended, then filled with open ones.
import { setTimeout as sleep } from 'node:timers/promises';
import { openOrderCommands } from '../../api/orders/temporal-order-commands.ts';
import { actor } from '../../domain/actor.ts';
import type { OrderId } from '../../domain/ids.ts';
import type { Say } from '../tools/temporal-cli.ts';
import { benchOrder, openBenchShops } from './compare/bench-order.ts';
import { middleOf } from './compare/ratios.ts';
import { startWorker } from './compare/workers.ts';
import { type Figure, residentMb } from './figures.ts';
import type { Ground } from './ground.ts';
import { burst } from './load/burst.ts';

const PROCESSES = 5;
/** Below what a worker caches. */
const CACHED = 450;
const IN_FLIGHT = 10;
/** Seconds with a look at the memory each: garbage is collected when a process idles. */
const LOOKS = 12;
const KB_PER_MB = 1_024;

export async function memoryFigures(ground: Ground, say: Say): Promise<Figure[]> {
  await openBenchShops(ground.database);
  const halted = await ground.halt('worker');
  const each: number[] = [];
  try {
    for (let process = 1; process <= PROCESSES; process += 1) {
      say(`Memory of ${CACHED} cached orders, worker ${process} of ${PROCESSES} …`);
      each.push(await kilobytesEach(ground));
    }
  } finally {
    await halted.restart();
  }
  const { median, ...interval } = middleOf(each);
  return [{ name: 'memory of a cached order', value: median, unit: 'kB', target: { most: 400 }, interval }];
}

async function kilobytesEach(ground: Ground): Promise<number> {
  const commands = openOrderCommands(ground.client);
  const worker = await startWorker(ground, 'A');
  const placed: OrderId[] = [];
  const place = async (): Promise<OrderId> => {
    const order = { ...benchOrder(), paymentMethod: 'ON_PICKUP' } as const;
    await commands.place(order);
    return order.orderId;
  };
  const cancel = async (orderId: OrderId): Promise<void> => {
    const by = actor('customer', 'user_bench');
    await commands.decide(orderId, { kind: 'cancel', by, reason: 'CUSTOMER_REQUEST' });
  };
  try {
    await burst(CACHED, IN_FLIGHT, async () => cancel(await place()));
    const before = await settledMb(worker.pid());
    await burst(CACHED, IN_FLIGHT, async () => void placed.push(await place()));
    const after = await settledMb(worker.pid());
    await burst(CACHED, IN_FLIGHT, async () => {
      const orderId = placed.pop();
      if (orderId !== undefined) await cancel(orderId);
    });
    return ((after - before) * KB_PER_MB) / CACHED;
  } finally {
    await worker.close();
  }
}

async function settledMb(pid: number): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let look = 0; look < LOOKS; look += 1) {
    await sleep(1_000);
    least = Math.min(least, (await residentMb(pid)) ?? Number.NaN);
  }
  return least;
}
