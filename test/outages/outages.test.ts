// Outages in short: seconds instead of minutes. What was acknowledged ends right, and clients are told the truth meanwhile.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Ground, openGround } from './ground.ts';
import { pieceAway } from './piece-away.ts';
import { stripeAway } from './stripe-away.ts';
import { terminations } from './terminations.ts';
import { webhooksLost } from './webhooks-lost.ts';

let ground: Ground;
beforeEach(async () => {
  ground = await openGround();
}, 300_000);
afterEach(() => ground.close(), 120_000);

it('Stripe away for an hour of its clock → all ends right, and the backlog keeps below its limit', async () => {
  const plan = { perSecond: 3, before: 2, during: 6, after: 2, hasty: 4 };
  const { broken, acknowledged } = await stripeAway(ground, plan);
  expect(broken).toEqual([]);
  expect(acknowledged).toBeGreaterThan(plan.hasty + 3);
}, 600_000);

it.each(['postgres', 'temporal'] as const)(
  '%s down → 503 and nothing recorded; afterwards one order for each key, and all ends right',
  async (piece) => {
    const plan = { piece, perSecond: 3, before: 2, during: 6, after: 2 };
    const { broken, acknowledged, outcomes } = await pieceAway(ground, plan);
    expect(broken).toEqual([]);
    expect(acknowledged).toBeGreaterThan(15);
    expect(outcomes['POST /api/checkout 503']).toBeGreaterThan(0);
  },
  600_000,
);

it('every webhook lost for four days → reconciliation tells all of it, and keeps below Stripe’s limit', async () => {
  const { broken, acknowledged, runs } = await webhooksLost(ground, { orders: 60, lanes: 4 });
  expect(broken).toEqual([]);
  expect(acknowledged).toBe(60);
  expect(runs[0]?.said.join()).toContain('Repaired: 60.');
}, 600_000);

it('SIGTERM under load, API and worker by turns → no failed request but refused connections', async () => {
  const { broken, exits } = await terminations(ground, { times: 4, customers: 3, between: 2 });
  expect(broken).toEqual([]);
  expect(exits.map(({ name }) => name)).toEqual(['api', 'worker', 'api', 'worker']);
}, 600_000);
