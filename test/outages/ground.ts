// What each outage happens to: a stack of its own, a load on it, and what everybody has seen; and the verdict at the end.
import { z } from 'zod';
import { hours } from '../../domain/time.ts';
import { compareAtRest } from '../faults/compare/compare.ts';
import { openShopDoors } from '../pressure/shop-doors.ts';
import type { Close, Keep } from '../support/closing.ts';
import { askDouble } from '../support/double-controls.ts';
import { openStack, type TestStack } from '../support/stack.ts';
import { openHttpClient } from './client.ts';
import { type Load, startCrowd, startLoad } from './load.ts';
import { nothingSeen, openPeople, type People, type Seen } from './people.ts';
import { untilRest } from './rest.ts';

export interface Ground {
  readonly stack: TestStack;
  readonly seen: Seen;
  /** Of the shop whose customers may take a day to pay. */
  readonly people: People;
  /** Of the shop whose payment pages live for 35 minutes. */
  readonly hasty: People;
  load(perSecond: number): Load;
  crowd(customers: number): Load;
  /** What an outage starts besides is closed with the ground, before its stack. */
  readonly keep: Keep;
  close(): Promise<void>;
}

const Limits = z.object({
  endpoints: z.record(z.string(), z.object({ peak: z.number(), refused: z.number(), calls: z.number() })),
});
/** By method and path: the most calls within a second, the calls, and how many of them were refused with 429. */
export type Endpoints = z.infer<typeof Limits>['endpoints'];

export interface Verdict {
  readonly orders: number;
  readonly acknowledged: number;
  /** Seconds from the end of the load to rest. */
  readonly drained: number;
  readonly outcomes: Readonly<Record<string, number>>;
  /** How the service called Stripe, since it was last told how much it takes until rest. */
  readonly endpoints: Endpoints;
  /** Everything that is not as it should be. */
  readonly broken: readonly string[];
}

const PATIENT_SHOP = 'boucherie-martin';
const HASTY_SHOP = 'maison-dubois';
/** As for a real test key: the double is told to refuse what Stripe would refuse. */
const ENV = { LOG_LEVEL: 'warn', STRIPE_CALLS_PER_SECOND: '20', SHUTDOWN_DEADLINE_SECONDS: '20' };

/** @param keep is told of the stack before it starts. */
export async function openGround(keep: Keep = () => undefined): Promise<Ground> {
  const stack = await openStack(ENV, { keep });
  try {
    await openShopDoors(stack, PATIENT_SHOP, hours(23));
    return groundOn(stack);
  } catch (error) {
    await stack.close();
    throw error;
  }
}

function groundOn(stack: TestStack): Ground {
  const seen = nothingSeen();
  const http = openHttpClient(stack.info.api);
  const people = openPeople(http, stack.info, { shopId: PATIENT_SHOP, seen });
  const kept: Close[] = [];
  let loads = 0;
  const nextName = (): string => {
    loads += 1;
    return `load-${loads}`;
  };
  return {
    stack,
    seen,
    people,
    hasty: openPeople(http, stack.info, { shopId: HASTY_SHOP, seen }),
    load: (perSecond) => startLoad(people, { name: nextName(), perSecond }),
    crowd: (customers) => startCrowd(people, { name: nextName(), customers }),
    keep: (close) => kept.push(close),
    async close() {
      http.close();
      await Promise.allSettled(kept.map((close) => close()));
      await stack.close();
    },
  };
}

/** No load may be under way. */
export async function judge({ stack, seen }: Ground): Promise<Verdict> {
  const drained = await untilRest(stack);
  const { endpoints } = Limits.parse(await askDouble(stack.info.stripe, 'GET', '/limits'));
  await askDouble(stack.info.stripe, 'POST', '/limits', { perSecond: null });
  const { orders, violations } = await compareAtRest(stack, seen.acknowledged);
  return {
    orders,
    acknowledged: seen.acknowledged.size,
    drained: (drained ?? Number.NaN) / 1_000,
    outcomes: Object.fromEntries(seen.outcomes),
    endpoints,
    broken: [...(drained === null ? ['it does not come to rest'] : []), ...seen.wrong, ...violations],
  };
}
