// What our own part of placing an order costs: the HTTP request beside a start of a workflow by the bare client, in turns.
import { setTimeout as sleep } from 'node:timers/promises';
import { openShopApi } from '../../demo/shop-api.ts';
import type { Say } from '../../tools/temporal-cli.ts';
import { TASK_QUEUE } from '../bare/messages.ts';
import type { bareOrder } from '../bare/workflow.ts';
import { middleOf } from '../compare/ratios.ts';
import { startWorker } from '../compare/workers.ts';
import { type Figure, quantile } from '../figures.ts';
import type { Ground } from '../ground.ts';

const PAIRS = 200;
const WARM_UP = 30;
/** Milliseconds between two, so that neither pays for the other. */
const PAUSE = 60;
const WISH = {
  shopId: 'boucherie-martin',
  paymentMethod: 'ON_PICKUP',
  items: [{ productId: 'boeuf-bavette', quantity: 500, unit: 'g' }],
};

export async function placingFigures(ground: Ground, say: Say): Promise<Figure[]> {
  say(`${PAIRS} orders for the counter over HTTP, and as many bare starts …`);
  const worker = await startWorker(ground, 'C');
  try {
    const customer = openShopApi(ground.info.api, ground.info.tokens.customer);
    const ours: number[] = [];
    const bare: number[] = [];
    for (let pair = -WARM_UP; pair < PAIRS; pair += 1) {
      const placed = await timed(() => customer.place(WISH));
      const started = await timed(() => startBare(ground, pair));
      if (pair < 0) continue;
      ours.push(placed);
      bare.push(started);
    }
    const { median, ...interval } = middleOf(ours.map((ms, pair) => ms - (bare[pair] ?? Number.NaN)));
    return [
      told('POST /api/orders, 1 in flight, p50', quantile(ours, 0.5)),
      told('client.workflow.start, bare, 1 in flight, p50', quantile(bare, 0.5)),
      {
        name: 'POST /api/orders over a bare start, p50',
        value: median,
        unit: 'ms',
        target: { most: 15 },
        interval,
      },
    ];
  } finally {
    await worker.close();
  }
}

const told = (name: string, value: number): Figure => ({ name, value, unit: 'ms', target: null });

const startBare = ({ client }: Ground, pair: number) =>
  client.workflow.start<typeof bareOrder>('bareOrder', {
    workflowId: `${TASK_QUEUE}-start-${pair}`,
    taskQueue: TASK_QUEUE,
  });

/** @returns milliseconds. */
async function timed(act: () => Promise<unknown>): Promise<number> {
  await sleep(PAUSE);
  const startedAt = performance.now();
  await act();
  return performance.now() - startedAt;
}
