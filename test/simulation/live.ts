// One order from its placing to its rest, with everything that goes wrong on the way.
import './temporal/async-storage.ts';
import type { OrderState } from '../../domain/order-state.ts';
import { days, instant } from '../../domain/time.ts';
import type { MemoryRow } from '../support/memory-orders.ts';
import { type Choices, replayed, seeded } from './choices.ts';
import { decideAt } from './deciding.ts';
import { checkAlways, checkAtRest } from './invariants.ts';
import { acknowledgeAll } from './operators.ts';
import { chooseOrder, populate } from './people.ts';
import { chooseOutages } from './weather.ts';
import { createWorld, START, type World } from './world.ts';

/** From here on nothing new goes wrong, and the operator looks after what asks for attention. */
const PEACE = days(12);
/** Hours of outage take some ten thousand steps. */
const TOO_MANY = 200_000;
const HORIZON = instant(START + days(30));

export interface Life {
  readonly violations: readonly string[];
  readonly diary: readonly string[];
  readonly choices: readonly number[];
  readonly timeline: readonly { readonly kind: string }[];
}

export const liveBySeed = (seed: number): Promise<Life> => live(seeded(seed));
export const liveByChoices = (choices: readonly number[]): Promise<Life> => live(replayed(choices));

async function live(choices: Choices): Promise<Life> {
  const world = createWorld(choices, chooseOrder(choices));
  chooseOutages(world.weather, choices, world.agenda);
  populate(world);
  makePeace(world);
  const row = await untilRest(world);
  return {
    violations: world.violations,
    diary: world.diary,
    choices: choices.taken,
    timeline: row?.timeline ?? [],
  };
}

export async function untilRest(world: World): Promise<MemoryRow | null> {
  const { agenda, orders, placed, violations } = world;
  const watch = watchRow(world);
  let steps = 0;
  while (violations.length === 0 && (await agenda.step(HORIZON))) {
    watch();
    steps += 1;
    if (steps > TOO_MANY) violations.push('I2 the order never comes to rest');
  }
  const row = orders.find(placed.orderId);
  if (row === null) violations.push('the order was never placed');
  else if (violations.length === 0) checkAtRest(world, row);
  return row;
}

/** Checks the promises after each step, once there is an order. */
function watchRow(world: World): () => void {
  const states = new Map<number, OrderState>();
  return () => {
    const row = world.orders.find(world.placed.orderId);
    if (row === null) return;
    states.set(row.state.version, row.state);
    checkAlways(world, row, states.get(row.written.settledVersion) ?? row.state);
  };
}

function makePeace(world: World): void {
  const { agenda, weather, fates } = world;
  agenda.after(PEACE, () => {
    Object.assign(weather.stripe, { rate: 0, isDown: false, isKeyRefused: false });
    Object.assign(weather.database, { rate: 0, isDown: false });
    weather.api.isDown = false;
    weather.deaths = 0;
    fates.bePeaceful();
  });
  for (let day = 1; day <= 4; day += 1) agenda.after(PEACE + days(day), () => lookAfter(world));
}

/** The operator sees only what is marked: a refund that nobody makes and nobody misses stays unmade; what is put away too early stays unseen. */
function lookAfter(world: World): void {
  const row = world.orders.find(world.placed.orderId);
  if (row === null || row.state.attention.length === 0) return;
  acknowledgeAll(world);
  decideAt(world, 'retryRefund', world.agenda.now() - START, 'operator');
}
