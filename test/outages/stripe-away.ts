// Stripe is away for an hour of its own clock while orders go on arriving; then it is back, and strict.
import { setTimeout as sleep } from 'node:timers/promises';
import { askDouble } from '../support/double-controls.ts';
import { CARDS, submitCard } from '../support/hosted-page.ts';
import { type Endpoints, type Ground, judge, type Verdict } from './ground.ts';

export interface StripeAwayPlan {
  readonly perSecond: number;
  /** Real seconds of load before, during and after. */
  readonly before: number;
  readonly during: number;
  readonly after: number;
  /** Orders of the shop with short-lived pages, placed before; every other one is paid. */
  readonly hasty: number;
}

const HASTY_WISH = { items: [{ productId: 'boeuf-onglet', quantity: 500, unit: 'g' }] };
const HOUR = 3_600;
/** What Stripe takes with a test key. */
const PER_SECOND = 25;
/** Of the calls, how many may be refused for coming too fast. */
const REFUSED_SHARE = 0.01;
const FOR_EVER = 1_000_000_000;

export async function stripeAway(ground: Ground, plan: StripeAwayPlan): Promise<Verdict> {
  const { stripe } = ground.stack.info;
  await placeHasty(ground, plan.hasty);
  const load = ground.load(plan.perSecond);
  await sleep(plan.before * 1_000);
  await away(stripe, plan.during);
  await back(stripe);
  await sleep(plan.after * 1_000);
  await load.end();
  const verdict = await judge(ground);
  return { ...verdict, broken: [...verdict.broken, ...tooFast(verdict.endpoints)] };
}

/** @returns the endpoints that were called more often than Stripe takes, from its return until the backlog was done. */
export function tooFast(endpoints: Endpoints): string[] {
  const all = Object.values(endpoints);
  const calls = all.reduce((sum, each) => sum + each.calls, 0);
  const refused = all.reduce((sum, each) => sum + each.refused, 0);
  return [
    ...(calls === 0 ? ['nobody called Stripe after its return'] : []),
    ...Object.entries(endpoints)
      .filter(([, { peak }]) => peak > PER_SECOND)
      .map(([name, { peak }]) => `${name} was called ${peak} times in a second`),
    ...(refused > calls * REFUSED_SHARE ? [`${refused} of ${calls} calls were refused with 429`] : []),
  ];
}

async function placeHasty({ hasty }: Ground, count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    const { orderId, url } = await hasty.checkout(HASTY_WISH, `hasty-${index}`);
    if (index % 2 === 1) continue;
    await submitCard(url, CARDS.ok);
    await hasty.untilPaid(orderId);
    await hasty.decide('butcher', orderId, 'accept');
  }
}

/** The last calls before it are done and their answers lost; the hour passes in sixty steps. */
async function away(stripe: string, seconds: number): Promise<void> {
  await askDouble(stripe, 'POST', '/webhooks', { mode: 'paused' });
  await askDouble(stripe, 'POST', '/faults', { kind: 'drop-after', method: 'POST', path: '/v1/*', times: 6 });
  const gone = { kind: 'status', status: 503, stored: false, path: '/v1/*', times: FOR_EVER };
  await askDouble(stripe, 'POST', '/faults', gone);
  for (let step = 0; step < 60; step += 1) {
    await sleep((seconds * 1_000) / 60);
    await askDouble(stripe, 'POST', '/clock', { advanceSeconds: HOUR / 60 });
  }
}

async function back(stripe: string): Promise<void> {
  await askDouble(stripe, 'POST', '/limits', { perSecond: PER_SECOND });
  await askDouble(stripe, 'POST', '/faults/clear');
  await askDouble(stripe, 'POST', '/webhooks', { mode: 'normal' });
}
