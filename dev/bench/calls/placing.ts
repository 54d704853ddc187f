// What placing an order costs beside the least that Temporal takes: a bare start, and a start that is answered, in turns.
import { setTimeout as sleep } from 'node:timers/promises';
import { openShopApi } from '../../demo/shop-api.ts';
import type { Say } from '../../tools/temporal-cli.ts';
import { placeBare } from '../bare/contender.ts';
import { TASK_QUEUE } from '../bare/messages.ts';
import type { bareOrder } from '../bare/workflow.ts';
import { middleOf } from '../compare/ratios.ts';
import { startWorker } from '../compare/workers.ts';
import { type Figure, quantile } from '../figures.ts';
import type { Ground } from '../ground.ts';

const TURNS = 60;
const WARM_UP = 15;
/** Milliseconds between two, so that neither pays for the other, nor for the notices of an order. */
const PAUSE = 400;
const WISH = {
  shopId: 'boucherie-martin',
  paymentMethod: 'ON_PICKUP',
  items: [{ productId: 'boeuf-bavette', quantity: 500, unit: 'g' }],
};

export async function placingFigures(ground: Ground, say: Say): Promise<Figure[]> {
  say(`${TURNS} orders for the counter over HTTP, and as many bare starts, plain and answered …`);
  const worker = await startWorker(ground, 'C');
  try {
    const customer = openShopApi(ground.info.api, ground.info.tokens.customer);
    const seen: Turn[] = [];
    for (let turn = -WARM_UP; turn < TURNS; turn += 1) {
      const one = {
        placed: await timed(() => customer.place(WISH)),
        started: await timed(() => startBare(ground, turn)),
        answered: await timed(() => answerBare(ground, turn)),
      };
      if (turn >= 0) seen.push(one);
    }
    return figuresOf(seen);
  } finally {
    await worker.close();
  }
}

/** Milliseconds of each. */
type Turn = Readonly<Record<'placed' | 'started' | 'answered', number>>;

function figuresOf(seen: readonly Turn[]): Figure[] {
  const over = (which: 'started' | 'answered') => {
    const { median, ...interval } = middleOf(seen.map((turn) => turn.placed - turn[which]));
    return { value: median, unit: 'ms', interval };
  };
  const p50 = (which: keyof Turn) =>
    quantile(
      seen.map((turn) => turn[which]),
      0.5,
    );
  return [
    told('POST /api/orders, 1 in flight, p50', p50('placed')),
    told('client.workflow.start, bare, 1 in flight, p50', p50('started')),
    told('start with an update, bare and empty, 1 in flight, p50', p50('answered')),
    { name: 'POST /api/orders over a bare start, p50', target: { most: 15 }, ...over('started') },
    { name: 'POST /api/orders over a bare start with an update, p50', target: null, ...over('answered') },
  ];
}

const told = (name: string, value: number): Figure => ({ name, value, unit: 'ms', target: null });

const startBare = ({ client }: Ground, turn: number) =>
  client.workflow.start<typeof bareOrder>('bareOrder', {
    workflowId: `${TASK_QUEUE}-start-${turn}`,
    taskQueue: TASK_QUEUE,
  });

const answerBare = ({ client }: Ground, turn: number) =>
  placeBare(client, 'emptyOrder', `${TASK_QUEUE}-answer-${turn}`);

/** @returns milliseconds. */
async function timed(act: () => Promise<unknown>): Promise<number> {
  await sleep(PAUSE);
  const startedAt = performance.now();
  await act();
  return performance.now() - startedAt;
}
