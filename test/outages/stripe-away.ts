// Stripe is away for an hour of its own clock while orders go on arriving; then it is back, and strict.
import { setTimeout as sleep } from 'node:timers/promises';
import { askDouble } from '../support/double-controls.ts';
import { CARDS, submitCard } from '../support/hosted-page.ts';
import { type Ground, judge, type Verdict } from './ground.ts';
import { limitCalls, tooFast } from './stripe-limit.ts';

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
  await limitCalls(stripe);
  await askDouble(stripe, 'POST', '/faults/clear');
  await askDouble(stripe, 'POST', '/webhooks', { mode: 'normal' });
}
