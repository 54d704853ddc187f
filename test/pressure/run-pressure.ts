// The story of a pressure run: orders are paid, Stripe's events come all at once, many times over, and forged ones too.
import { compareAtRest } from '../faults/compare/compare.ts';
import { askDouble } from '../support/double-controls.ts';
import type { TestStack } from '../support/stack.ts';
import { type Crowd, openCrowd } from './crowd.ts';
import { untilAll } from './order-rows.ts';
import { emptyPressure, type Pace, type Pressure } from './rounds.ts';
import { readEvents, type ToldEvent } from './told-events.ts';
import { countSignals } from './told-signals.ts';
import { brokenPromises, grown, type Memory } from './verdict.ts';
import { openWave, type Wave } from './wave.ts';

export interface PressurePlan {
  readonly orders: number;
  /** Of each fact; where Stripe made two events of it, they share them. */
  readonly deliveries: number;
  readonly pace: Pace;
  readonly seed: number;
  readonly say: (line: string) => void;
}

export interface PressureOutcome extends Pressure {
  readonly broken: readonly string[];
  readonly facts: number;
  readonly events: number;
  readonly memory: Memory;
  readonly orders: number;
}

export async function runPressure(stack: TestStack, plan: PressurePlan): Promise<PressureOutcome> {
  const crowd = await openCrowd(stack, plan.say);
  const orderIds = await placeAll(stack, crowd, plan.orders);
  const pressure = emptyPressure();
  const wave = await openWave(stack, { ...plan, pressure });
  try {
    const events = await pressInWaves(stack, { wave, crowd, orderIds, plan });
    const memory = wave.memory();
    const facts = new Set(events.map(({ effect }) => effect)).size;
    const broken = [...(await judge(stack, events, pressure)), ...grown(memory, plan.orders)];
    return { ...pressure, broken, facts, events: events.length, memory, orders: plan.orders };
  } finally {
    crowd.close();
    await wave.close();
  }
}

/** Stripe makes two events of each fact about the second half. */
async function placeAll({ info }: TestStack, crowd: Crowd, count: number): Promise<string[]> {
  const half = Math.floor(count / 2);
  await askDouble(info.stripe, 'POST', '/webhooks', { mode: 'lost', splitDuplicates: false });
  const plain = await crowd.placeAndPay(count - half);
  await askDouble(info.stripe, 'POST', '/webhooks', { mode: 'lost', splitDuplicates: true });
  return [...plain, ...(await crowd.placeAndPay(half))];
}

interface Cast {
  readonly wave: Wave;
  readonly crowd: Crowd;
  readonly orderIds: readonly string[];
  readonly plan: PressurePlan;
}

/** Half of what tells of the payments comes only with what tells of the refunds. */
async function pressInWaves(
  { info, env }: TestStack,
  { wave, crowd, orderIds, plan }: Cast,
): Promise<ToldEvent[]> {
  const database = env.DATABASE_URL ?? '';
  const payments = await readEvents(info.stripe);
  const early = Math.ceil(plan.deliveries / 2);
  plan.say(`${payments.length} events tell of ${orderIds.length} payments …`);
  await wave.press(copies(payments, early));
  await untilAll(database, ({ paymentStatus }) => paymentStatus === 'PAID');
  await crowd.decide(orderIds);
  await untilAll(database, isDecided);
  const all = await readEvents(info.stripe);
  const refunds = all.slice(payments.length);
  plan.say(`${refunds.length} events tell of refunds, and the others once more of payments …`);
  await wave.press([...copies(payments, plan.deliveries - early), ...copies(refunds, plan.deliveries)]);
  return all;
}

const isDecided = ({ status, paymentStatus }: { status: string; paymentStatus: string }): boolean =>
  status === 'ACCEPTED' || paymentStatus === 'REFUNDED';

/** Each effect as often as asked, by all of its events in turn. */
function copies(events: readonly ToldEvent[], times: number): (readonly [ToldEvent, number])[] {
  const siblings = new Map<string, ToldEvent[]>();
  for (const event of events) siblings.set(event.effect, [...(siblings.get(event.effect) ?? []), event]);
  return [...siblings.values()].flatMap((same) =>
    same.map((event, index) => [event, Math.floor((times + index) / same.length)] as const),
  );
}

async function judge(
  stack: TestStack,
  events: readonly ToldEvent[],
  { statuses }: Pressure,
): Promise<string[]> {
  const orders = await untilAll(stack.env.DATABASE_URL ?? '', isDecided);
  const signals = await countSignals(stack.info.temporal);
  const { violations } = await compareAtRest(
    stack,
    orders.map(({ id }) => id),
  );
  return [...brokenPromises({ orders, events, signals, statuses }), ...violations];
}
