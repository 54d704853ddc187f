// The simulator: every ordering of six messages, a hundred thousand lives, and that it can fail at all.
import { describe, expect, it } from 'vitest';
import { seeded } from './choices.ts';
import { missing } from './coverage.ts';
import { liveByChoices, liveBySeed } from './live.ts';
import { liveOrdering, MESSAGES, type Moment, orderings } from './orderings.ts';
import { shrink } from './shrink.ts';
import { simulate } from './simulate.ts';

/** Against a simulator that hangs: how long it takes is the machine's matter, on a slow one a quarter of an hour. */
const PATIENCE = 2_400_000;

it(
  'a hundred thousand orders with everything that goes wrong → no promise broken, every allowed move lived',
  async () => {
    const { failed, orders, coverage } = await simulate({ orders: 100_000, seed: 1 });
    const again = failed === null ? '' : `npm run simulate -- --seed 1 --order ${failed.order}`;
    expect(failed, again).toBeNull();
    expect(orders).toBe(100_000);
    expect(missing(coverage)).toEqual([]);
  },
  PATIENCE,
);

describe('messages that come at once', () => {
  const all = [...orderings(Object.keys(MESSAGES), 6)];

  it('are every ordering of up to six of seven', () => {
    expect(all).toHaveLength(7 + 42 + 210 + 840 + 2520 + 5040);
    expect(new Set(all.map((names) => names.join())).size).toBe(all.length);
  });

  it.each([
    ['placing', 0],
    ['paying', 0],
    ['paying', 20],
    ['paid', 0],
    ['paid', 20],
  ] satisfies [Moment, number][])(
    'while %s, %i ms apart, in every ordering → no promise broken',
    async (moment, gap) => {
      for (const names of all) {
        const { violations } = await liveOrdering(names, moment, gap);
        expect(violations, names.join(', ')).toEqual([]);
      }
    },
    PATIENCE,
  );
});

describe('a life', () => {
  it('lived again from its choices → the same to the letter', async () => {
    const once = await liveBySeed(4711);
    const again = await liveByChoices(once.choices);
    const withoutIds = (diary: readonly string[]) =>
      diary.map((line) => line.replaceAll(/test\d+x\d+/g, 'order'));
    expect(withoutIds(again.diary)).toEqual(withoutIds(once.diary));
  });

  it('that fails → shrunk to what makes it fail', async () => {
    const choices = Array.from({ length: 300 }, () => 1 + seeded(7).pick(5));
    const fails = async (tried: readonly number[]) => tried[17] === choices[17] && (tried[200] ?? 0) > 0;
    const shrunk = await shrink(choices, fails);
    expect(shrunk.filter((choice) => choice !== 0)).toHaveLength(2);
    expect(await fails(shrunk)).toBe(true);
  });
});
