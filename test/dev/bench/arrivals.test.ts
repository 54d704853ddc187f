// Open-loop load: seeded arrivals at the rate asked for, and latency from the intended start.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openLoop, poissonArrivals } from '../../../dev/bench/load/arrivals.ts';
import { burst } from '../../../dev/bench/load/burst.ts';
import { seededRandom } from '../../../dev/bench/load/random.ts';

describe('arrivals', () => {
  it('any seed, rate and count → so many, ascending, the same again for the same seed', () => {
    fc.assert(
      fc.property(
        fc.nat(),
        fc.double({ min: 0.1, max: 500, noNaN: true }),
        fc.integer({ min: 1, max: 200 }),
        (seed, rate, count) => {
          const arrivals = poissonArrivals(count, rate, seededRandom(seed));
          expect(arrivals).toHaveLength(count);
          expect(arrivals).toEqual(arrivals.toSorted((a, b) => a - b));
          expect(arrivals.every((at) => Number.isFinite(at) && at >= 0)).toBe(true);
          expect(poissonArrivals(count, rate, seededRandom(seed))).toEqual(arrivals);
        },
      ),
    );
  });

  it('another seed → other arrivals', () => {
    expect(poissonArrivals(5, 10, seededRandom(1))).not.toEqual(poissonArrivals(5, 10, seededRandom(2)));
  });

  it('many of them → the rate asked for, with gaps as those who know nothing of each other leave', () => {
    const count = 20_000;
    const rate = 8;
    const arrivals = poissonArrivals(count, rate, seededRandom(3));
    const gaps = arrivals.map((at, index) => at - (arrivals[index - 1] ?? 0));
    const mean = gaps.reduce((sum, gap) => sum + gap, 0) / count;
    const spread = Math.sqrt(gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / count);
    expect(mean).toBeGreaterThan(120);
    expect(mean).toBeLessThan(130);
    // Of an exponential distribution, and of no even or clock-like one, mean and spread are equal.
    expect(spread / mean).toBeGreaterThan(0.95);
    expect(spread / mean).toBeLessThan(1.05);
  });

  it('random numbers → spread evenly from 0 to 1', () => {
    const random = seededRandom(4);
    const tenths = Array.from({ length: 10 }, () => 0);
    for (let count = 0; count < 10_000; count += 1) {
      const tenth = Math.floor(random() * 10);
      tenths[tenth] = (tenths[tenth] ?? 0) + 1;
    }
    expect(tenths).toHaveLength(10);
    for (const hits of tenths) expect(Math.abs(hits - 1_000)).toBeLessThan(150);
  });
});

describe('an open loop', () => {
  it('a first order that blocks everything → the second one, meant to start meanwhile, has waited too', async () => {
    let isFirst = true;
    const live = async () => {
      if (isFirst) {
        isFirst = false;
        const until = performance.now() + 300;
        while (performance.now() < until);
      }
      return { checkoutMs: 0 };
    };
    const [first, second] = await openLoop([0, 50], live);
    expect(first?.totalMs).toBeGreaterThanOrEqual(299);
    expect(second?.totalMs).toBeGreaterThanOrEqual(249);
    expect(second?.checkoutMs).toBeGreaterThanOrEqual(249);
  });

  it('orders slower than they arrive → they overlap: nobody waits for another', async () => {
    let running = 0;
    let most = 0;
    await openLoop([0, 1, 2, 3, 4], async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setTimeout(resolve, 200));
      running -= 1;
      return { checkoutMs: 0 };
    });
    expect(most).toBe(5);
  });

  it('an order that fails → the measurement fails', async () => {
    const live = async () => Promise.reject(new Error('lost'));
    await expect(openLoop([0], live)).rejects.toThrow('lost');
  });
});

describe('a burst', () => {
  it.each([
    [10, 3],
    [2, 5],
    [7, 7],
  ])('%i orders, %i at once → each lived once, never more at once', async (count, inFlight) => {
    let [lived, running, most] = [0, 0, 0];
    const perSecond = await burst(count, inFlight, async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setTimeout(resolve, 5));
      running -= 1;
      lived += 1;
    });
    expect(lived).toBe(count);
    expect(most).toBe(Math.min(count, inFlight));
    expect(perSecond).toBeGreaterThan(0);
    expect(perSecond).toBeLessThanOrEqual((Math.min(count, inFlight) * 1_000) / 4);
  });
});
