// What each outage happens to: a stack of its own, a load on it, and what everybody has seen; and the verdict at the end.
import { hours } from '../../domain/time.ts';
import { compareAtRest } from '../faults/compare/compare.ts';
import { openShopDoors } from '../pressure/shop-doors.ts';
import { openStack, type TestStack } from '../support/stack.ts';
import { openHttpClient } from './client.ts';
import { askDouble } from './double.ts';
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
  close(): Promise<void>;
}

export interface Verdict {
  readonly orders: number;
  readonly acknowledged: number;
  /** Seconds from the end of the load to rest. */
  readonly drained: number;
  readonly outcomes: Readonly<Record<string, number>>;
  /** Everything that is not as it should be. */
  readonly broken: readonly string[];
}

const PATIENT_SHOP = 'boucherie-martin';
const HASTY_SHOP = 'maison-dubois';
/** As for a real test key: the double is told to refuse what Stripe would refuse. */
const ENV = { LOG_LEVEL: 'warn', STRIPE_CALLS_PER_SECOND: '20', SHUTDOWN_DEADLINE_SECONDS: '20' };

export async function openGround(): Promise<Ground> {
  const stack = await openStack(ENV);
  await openShopDoors(stack, PATIENT_SHOP, hours(23));
  const seen = nothingSeen();
  const http = openHttpClient(stack.info.api);
  const people = openPeople(http, stack.info, { shopId: PATIENT_SHOP, seen });
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
    async close() {
      http.close();
      await stack.close();
    },
  };
}

/** No load may be under way. */
export async function judge({ stack, seen }: Ground): Promise<Verdict> {
  const drained = await untilRest(stack);
  await askDouble(stack.info.stripe, 'POST', '/limits', { perSecond: null });
  const { orders, violations } = await compareAtRest(stack, seen.acknowledged);
  return {
    orders,
    acknowledged: seen.acknowledged.size,
    drained: (drained ?? Number.NaN) / 1_000,
    outcomes: Object.fromEntries(seen.outcomes),
    broken: [...(drained === null ? ['it does not come to rest'] : []), ...seen.wrong, ...violations],
  };
}
