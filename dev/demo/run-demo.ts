// Lives all scenarios through side by side and judges how each ended.
import { type Cast, DEMO_SHOP, SCENARIOS, type Scenario } from './scenarios.ts';
import { type Order, openShopApi, type TimelineEntry } from './shop-api.ts';
import type { StackInfo } from './stack-info.ts';

export interface Lived {
  readonly scenario: Scenario;
  readonly order: Order | null;
  readonly timeline: readonly TimelineEntry[];
  /** Null when the order ended as it should. */
  readonly problem: string | null;
}

/** Milliseconds until every deadline of the demo shop has passed, refunds and retries included. */
const LAST_DEADLINE = 60_000;

/** @param tell called with each scenario as it ends. */
export async function runDemo(stack: StackInfo, tell: (lived: Lived) => void): Promise<readonly Lived[]> {
  const butcherToken = stack.tokens.butchers[DEMO_SHOP];
  if (butcherToken === undefined) throw new Error(`the stack has no butcher of ${DEMO_SHOP}`);
  const cast: Cast = {
    customer: openShopApi(stack.api, stack.tokens.customer),
    butcher: openShopApi(stack.api, butcherToken),
  };
  return Promise.all(
    SCENARIOS.map(async (scenario) => {
      const lived = await live(scenario, cast);
      tell(lived);
      return lived;
    }),
  );
}

async function live(scenario: Scenario, cast: Cast): Promise<Lived> {
  let orderId: string | undefined;
  try {
    orderId = await scenario.live(cast);
    const order = await cast.customer.waitFor(orderId, scenario.end, LAST_DEADLINE);
    return { scenario, order, timeline: await cast.customer.timeline(orderId), problem: null };
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    if (orderId === undefined) return { scenario, order: null, timeline: [], problem };
    const [order, timeline] = await Promise.all([
      cast.customer.order(orderId),
      cast.customer.timeline(orderId),
    ]);
    return { scenario, order, timeline, problem };
  }
}
