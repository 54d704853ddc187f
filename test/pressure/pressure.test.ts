// Webhook pressure in short: every fact once to its order, whatever comes twice, shuffled or forged. Speed is not tested.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openStack, type TestStack } from '../support/stack.ts';
import { runPressure } from './run-pressure.ts';

let stack: TestStack;
beforeAll(async () => {
  stack = await openStack({ LOG_LEVEL: 'warn' });
}, 300_000);
afterAll(() => stack.close(), 120_000);

it('20 orders, each fact delivered 20 times → each told once, paid and refunded once', async () => {
  const { broken, facts, events, statuses } = await runPressure(stack, {
    orders: 20,
    deliveries: 20,
    pace: { perSecond: 100, size: 1_000 },
    seed: 1,
    say: () => undefined,
  });
  expect(broken).toEqual([]);
  // A payment each, a refund of every other one; two events for each fact of one half, and of each refund.
  expect({ facts, events }).toEqual({ facts: 30, events: 50 });
  expect(Object.fromEntries(statuses)).toEqual({ 'genuine → 200': 600, 'forged → 400': 32 });
}, 180_000);
