// A rolling restart in short: each of the four processes once. In full: `npm run faults -- --rolling 5`.
import { expect, it } from 'vitest';
import { closing } from '../support/closing.ts';
import { rolling } from './rolling.ts';

it('two APIs and two workers restarted one after the other under load → nobody notices', async () => {
  await closing(async (keep) => {
    const verdict = await rolling({ rounds: 1, seed: 1, say: () => undefined }, keep);
    expect(verdict.broken).toEqual([]);
    expect(verdict.restarts).toBe(4);
    expect(verdict.orders).toBeGreaterThan(4);
    expect(verdict.acknowledged).toBe(verdict.orders);
    // The shop's screen hung on one of the two APIs, and both were restarted.
    expect(verdict.returns).toBeGreaterThan(0);
  });
}, 600_000);
