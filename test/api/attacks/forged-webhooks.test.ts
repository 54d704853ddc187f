// 10,000 webhooks that are forged or were changed on the way: none is believed, and those that are genuine all are.
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { firstOrder, openWorld, type World } from '../api-world.ts';
import { BASKET, send } from '../callers.ts';
import { sessionEvent, signature } from '../signed-webhooks.ts';
import { sendRaw } from './raw-request.ts';
import { type Delivery, forgeryOf } from './webhook-forgeries.cases.ts';

const FORGERIES = 10_000;
/** Forgeries at once, between two genuine deliveries. */
const AT_ONCE = 20;
/** Others each time; a failure tells the seed of its round. */
const SEED = Math.floor(Math.random() * 2 ** 31);

let world: World;
let orderId: string;
beforeAll(async () => {
  world = await openWorld();
  await send(world, 'marie', ['POST /api/checkout', { body: BASKET }]);
  orderId = firstOrder(world);
});
afterAll(() => world.close());

const eventOf = (id: string): string =>
  sessionEvent({
    id,
    session: { id: `cs_${id}`, metadata: { orderId, note: 'Cœur d’agneau, tranché épais' } },
  });
const deliver = ({ headers, body }: Delivery) =>
  sendRaw(world.url, { method: 'POST', path: '/api/webhooks/stripe', headers, body });
const deliverGenuine = (id: string) => {
  const event = eventOf(id);
  return deliver({ headers: ['Stripe-Signature', signature(event)], body: new TextEncoder().encode(event) });
};

const REFUSALS: readonly number[] = [400, 413, 415];

it(`${FORGERIES} forgeries with genuine events between them → only the genuine ones are told and recorded`, async () => {
  const genuine: string[] = [];
  const believed: unknown[] = [];
  const told = () => world.commands.calls.facts.length;
  for (let round = 0; round < FORGERIES / AT_ONCE; round += 1) {
    const drawn = { numRuns: AT_ONCE, seed: SEED + round };
    const forgeries = fc.sample(forgeryOf(eventOf('evt_forged')), drawn);
    const answers = await Promise.all(forgeries.map(deliver));
    for (const [index, { status, contentType }] of answers.entries()) {
      const isRefused = REFUSALS.includes(status) && contentType.startsWith('application/problem+json');
      if (!isRefused) believed.push({ status, what: forgeries[index]?.what, seed: drawn.seed });
    }
    const before = told();
    const id = `evt_genuine_${round}`;
    expect(await deliverGenuine(id)).toMatchObject({ status: 200, body: '{"received":true}' });
    expect(told()).toBe(before + 1);
    genuine.push(id);
  }
  expect(believed).toEqual([]);
  expect(world.commands.calls.facts.map(({ fact }) => fact.eventId)).toEqual(genuine);
  expect(genuine).toHaveLength(FORGERIES / AT_ONCE);
  expect([...world.forwarded].filter((mark) => mark.includes('forged'))).toEqual([]);
}, 180_000);
