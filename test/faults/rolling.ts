// A rolling restart under load: two APIs behind a balancer and two workers, one after the other, each by SIGTERM. Nobody may
// notice: no failed request, no order lost, nothing that a stream missed.
import { setTimeout as sleep } from 'node:timers/promises';
import { seeded } from '../simulation/choices.ts';
import type { Keep } from '../support/closing.ts';
import { type Fellow, startFellow } from '../support/fellow.ts';
import { openStack, type TestStack } from '../support/stack.ts';
import { type Balancer, openBalancer } from './balancer.ts';
import { type Cast, gatherCast } from './cast.ts';
import { compareAtRest } from './compare/compare.ts';
import { startLoad } from './load.ts';
import { untilQuiet } from './quiet.ts';
import { watchShop } from './shop-watch.ts';
import { SHOP } from './steps.ts';

export interface RollingPlan {
  /** How often each of the four is restarted. */
  readonly rounds: number;
  readonly seed: number;
  readonly say: (line: string) => void;
}

export interface RollingVerdict {
  readonly restarts: number;
  readonly requests: number;
  readonly orders: number;
  readonly acknowledged: number;
  /** How often the shop's screen was sent to another process. */
  readonly returns: number;
  /** Everything that is not as it should be. */
  readonly broken: readonly string[];
}

interface Service {
  readonly stack: TestStack;
  readonly members: readonly Fellow[];
  readonly balancer: Balancer;
}

/** Seconds: fifteen times what the balancer takes to notice. */
const DRAIN = 3;
/** Seconds a process may take to end. */
const DEADLINE = 20;
/** Orders at once: what one worker can live through on a busy machine while the other is away. */
const AT_ONCE = 3;
/** Milliseconds of load between two restarts. */
const BETWEEN = 2_000;

export async function rolling(plan: RollingPlan, keep: Keep): Promise<RollingVerdict> {
  const service = await openService(keep);
  const { stack, members, balancer } = service;
  const cast = gatherCast(stack);
  const token = stack.info.tokens.butchers[SHOP] ?? '';
  const place = { api: stack.info.api, token, databaseUrl: stack.env.DATABASE_URL ?? '', shopId: SHOP };
  const watch = await watchShop(place);
  const load = startLoad(cast, seeded(plan.seed), { run: `rolling ${plan.seed}`, mostAtOnce: AT_ONCE });
  const broken: string[] = [];
  for (let round = 1; round <= plan.rounds; round += 1)
    for (const member of members) {
      await sleep(BETWEEN);
      broken.push(...(await restart(member, balancer)));
      const { begun, done } = load.figures();
      plan.say(`round ${round}: ${member.name} restarted; ${done} of ${begun} orders at their end`);
    }
  broken.push(...(await load.finish()), ...(await atRest(service, cast)), ...(await watch.finish()));
  return {
    restarts: plan.rounds * members.length,
    requests: balancer.requests(),
    orders: load.figures().begun,
    acknowledged: cast.told.acknowledged.size,
    returns: watch.returns(),
    broken: [...broken, ...balancer.failures, ...cast.told.broken],
  };
}

/** The balancer takes the place of the stack's own API, so that people and Stripe all come to it. */
async function openService(keep: Keep): Promise<Service> {
  const stack = await openStack({ SHUTDOWN_DEADLINE_SECONDS: String(DEADLINE) }, { keep });
  const env = { DRAIN_SECONDS: String(DRAIN) };
  const members: Fellow[] = [];
  for (const number of [1, 2])
    for (const kind of ['api', 'worker'] as const)
      members.push(await startFellow(stack, { kind, name: `${kind}-${number}`, env, keep }));
  await stack.halt('api');
  await stack.halt('worker');
  const urls = members.filter(({ name }) => name.startsWith('api')).map(({ url }) => url);
  const balancer = await openBalancer(Number(new URL(stack.info.api).port), urls);
  keep(() => balancer.close());
  await balancer.untilAllReady();
  return { stack, members, balancer };
}

/** As an orchestrator does it: the next one is touched only when this one is back. @returns what was wrong with its end. */
async function restart(member: Fellow, balancer: Balancer): Promise<readonly string[]> {
  const startedAt = performance.now();
  const how = await member.stop();
  const seconds = (performance.now() - startedAt) / 1_000;
  await member.start();
  await balancer.untilAllReady();
  const isGood = how === 'exit code 0' && seconds <= DEADLINE;
  return isGood ? [] : [`${member.name} ended with ${how} after ${seconds.toFixed(1)} s`];
}

async function atRest({ stack }: Service, cast: Cast): Promise<readonly string[]> {
  const loud = await untilQuiet(stack, cast);
  const { violations } = await compareAtRest(stack, cast.told.acknowledged);
  return [...(loud === null ? [] : [`no rest: ${loud}`]), ...violations];
}
