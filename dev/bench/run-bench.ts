// The rounds of the bench: one order at a time, many at once, the length of histories, memory.
import { Client, Connection } from '@temporalio/client';
import { orderWorkflowId } from '../../domain/identity.ts';
import { parseOrderId } from '../../domain/ids.ts';
import type { Cast } from '../demo/scenarios.ts';
import { openShopApi } from '../demo/shop-api.ts';
import type { BenchStack } from './bench-stack.ts';
import { type Figure, quantile, residentMb } from './figures.ts';
import { handOver, type LivedOrder, liveOrder } from './live-order.ts';

export interface BenchPlan {
  readonly lone: number;
  readonly total: number;
  readonly inFlight: number;
}

const SHOP = 'boucherie-martin';

export async function runBench(
  stack: BenchStack,
  plan: BenchPlan,
  say: (line: string) => void,
): Promise<Figure[]> {
  const cast: Cast = {
    customer: openShopApi(stack.api, stack.tokens.customer),
    butcher: openShopApi(stack.api, stack.tokens.butchers[SHOP] ?? ''),
  };
  say(`Warming up, then ${plan.lone} orders one after the other …`);
  for (let warm = 0; warm < 5; warm += 1) await liveOrder(cast);
  const lone: LivedOrder[] = [];
  for (let count = 0; count < plan.lone; count += 1) lone.push(await liveOrder(cast));
  say(`${plan.total} orders, ${plan.inFlight} in flight …`);
  const perSecond = await flood(cast, plan, say);
  return [
    {
      name: 'POST /api/checkout, 1 in flight, p50',
      value: quantile(
        lone.map(({ checkoutMs }) => checkoutMs),
        0.5,
      ),
      unit: 'ms',
      target: { most: 150 },
    },
    {
      name: `complete online orders, ${plan.inFlight} in flight`,
      value: perSecond,
      unit: 'orders/s',
      target: { least: 6 },
    },
    ...(await historyFigures(stack, cast)),
    ...(await memoryFigures(stack, plan)),
  ];
}

/** @returns orders per second from checkout to accepted. */
async function flood(cast: Cast, plan: BenchPlan, say: (line: string) => void): Promise<number> {
  const startedAt = performance.now();
  let begun = 0;
  let done = 0;
  const lane = async (): Promise<void> => {
    while (begun < plan.total) {
      begun += 1;
      await liveOrder(cast);
      done += 1;
      if (done % 250 === 0) say(`${done} of ${plan.total} orders done …`);
    }
  };
  await Promise.all(Array.from({ length: plan.inFlight }, lane));
  return (done * 1_000) / (performance.now() - startedAt);
}

async function historyFigures(stack: BenchStack, cast: Cast): Promise<Figure[]> {
  const connection = await Connection.connect({ address: stack.temporal });
  try {
    const client = new Client({ connection });
    const { orderId } = await liveOrder(cast);
    const accepted = await historyLength(client, orderId);
    await handOver(cast, orderId);
    const collected = await historyLength(client, orderId);
    return [
      {
        name: 'history of an online order, up to accepted',
        value: accepted,
        unit: 'events',
        target: { most: 45 },
      },
      {
        name: 'history of an online order, up to collected',
        value: collected,
        unit: 'events',
        target: { most: 70 },
      },
    ];
  } finally {
    await connection.close();
  }
}

async function historyLength(client: Client, text: string): Promise<number> {
  const orderId = parseOrderId(text);
  if (orderId === null) throw new Error(`${text} is no order id`);
  return (await client.workflow.getHandle(orderWorkflowId(orderId)).describe()).historyLength;
}

async function memoryFigures({ pids }: BenchStack, plan: BenchPlan): Promise<Figure[]> {
  const [api, worker] = await Promise.all([residentMb(pids.api), residentMb(pids.worker)]);
  const orders = plan.lone + plan.total;
  return [
    {
      name: `API process after ${orders} orders`,
      value: api ?? Number.NaN,
      unit: 'MB',
      target: { most: 200 },
    },
    { name: `worker after ${orders} orders`, value: worker ?? Number.NaN, unit: 'MB', target: { most: 400 } },
  ];
}
