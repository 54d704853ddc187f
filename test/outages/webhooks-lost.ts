// Four days in which not one webhook arrives: Stripe has given up telling, and only reconciliation finds out.
import { setTimeout as sleep } from 'node:timers/promises';
import { inLanes } from '../pressure/lanes.ts';
import { askDouble } from '../support/double-controls.ts';
import { reconcile } from '../support/reconcile-command.ts';
import { WISH } from '../support/stack-client.ts';
import { type Ground, judge, type Verdict } from './ground.ts';
import { limitCalls, tooFast } from './stripe-limit.ts';

export interface WebhooksLostPlan {
  readonly orders: number;
  /** Customers at once. */
  readonly lanes: number;
}

export interface WebhooksLostVerdict extends Verdict {
  /** Of `npm run reconcile`, until one found nothing: seconds, and what it said at its end. */
  readonly runs: readonly { readonly seconds: number; readonly said: readonly string[] }[];
}

interface Bought {
  readonly orderId: string;
  readonly fate: Fate;
}

const FATES = ['accept', 'accept', 'reject', 'never paid'] as const;
type Fate = (typeof FATES)[number];

const HOUR = 3_600;
const LOST_HOURS = 96;
/** More would mean that a run leaves behind what it could have repaired. */
const MOST_RUNS = 3;

export async function webhooksLost(ground: Ground, plan: WebhooksLostPlan): Promise<WebhooksLostVerdict> {
  const { stripe } = ground.stack.info;
  await askDouble(stripe, 'POST', '/webhooks', { mode: 'lost' });
  const bought = await buyAll(ground, plan);
  for (let hour = 0; hour < LOST_HOURS; hour += 1) {
    await askDouble(stripe, 'POST', '/clock', { advanceSeconds: HOUR });
    await sleep(100);
  }
  await limitCalls(stripe);
  await askDouble(stripe, 'POST', '/webhooks', { mode: 'normal' });
  const { runs, broken } = await reconcileAll(ground);
  await decideAll(ground, bought, plan.lanes);
  const verdict = await judge(ground);
  return { ...verdict, runs, broken: [...broken, ...verdict.broken, ...tooFast(verdict.endpoints)] };
}

/** Nobody waits to hear that the payment has arrived; of four, one leaves Stripe's page alone. */
function buyAll({ people }: Ground, { orders, lanes }: WebhooksLostPlan): Promise<Bought[]> {
  const fates = Array.from({ length: orders }, (_, index) => FATES[index % FATES.length] ?? 'accept');
  return inLanes(fates, lanes, async (fate, index) => {
    const { orderId, url } = await people.checkout({ items: WISH.items }, `lost-${index}`);
    if (fate !== 'never paid') await people.pay(url);
    return { orderId, fate };
  });
}

async function reconcileAll({ stack }: Ground): Promise<Pick<WebhooksLostVerdict, 'runs' | 'broken'>> {
  const runs: WebhooksLostVerdict['runs'][number][] = [];
  for (let run = 0; run < MOST_RUNS; run += 1) {
    const startedAt = performance.now();
    const { code, said } = await reconcile(stack);
    const lines = said.split('\n').filter((line) => /^(Reconciled|Told|Repaired|Unexplained)/.test(line));
    runs.push({ seconds: Math.round((performance.now() - startedAt) / 1_000), said: lines });
    if (code !== 0) return { runs, broken: [`reconciliation ended with ${code}: ${said.slice(-400)}`] };
    if (said.includes('Told 0 facts') && said.includes('Repaired: 0.')) return { runs, broken: [] };
  }
  return { runs, broken: [`after ${MOST_RUNS} runs there is still something to repair`] };
}

async function decideAll({ people }: Ground, bought: readonly Bought[], lanes: number): Promise<void> {
  await inLanes(bought, lanes, async ({ orderId, fate }) => {
    if (fate === 'never paid') return;
    await people.untilPaid(orderId);
    await people.decide('butcher', orderId, fate);
  });
}
