// What rounds come to: ratios beside their targets, a table, and a chart that shows every round where it belongs.
import { describe, expect, it } from 'vitest';
import { chart } from '../../../dev/bench/compare/chart.ts';
import { LETTERS, type Letter } from '../../../dev/bench/compare/contender.ts';
import type { Measured } from '../../../dev/bench/compare/rounds.ts';
import { contenderLines, ratioFigures } from '../../../dev/bench/compare/summary.ts';
import { figureLine, isHeld } from '../../../dev/bench/figures.ts';

interface Speeds {
  readonly perSecond: number;
  readonly slowest: number;
}

/** Five rounds alike, but for the last, in which the machine was twice as slow for all. */
function measuredAs(speeds: Readonly<Record<Letter, Speeds>>): Measured[] {
  return [1, 1, 1, 1, 2].flatMap((slowness, index) =>
    LETTERS.map((letter) => ({
      round: index + 1,
      letter,
      perSecond: speeds[letter].perSecond / slowness,
      processorMs: { worker: 40 * slowness, temporal: 60 * slowness },
      lived: [1, 2, 3, 4].map((part) => ({
        checkoutMs: (speeds[letter].slowest * part * slowness) / 8,
        totalMs: (speeds[letter].slowest * part * slowness) / 4,
      })),
    })),
  );
}

const GOOD = measuredAs({
  A: { perSecond: 15, slowest: 200 },
  B: { perSecond: 8, slowest: 400 },
  C: { perSecond: 20, slowest: 100 },
});
const BAD = measuredAs({
  A: { perSecond: 10, slowest: 300 },
  B: { perSecond: 8, slowest: 400 },
  C: { perSecond: 20, slowest: 100 },
});

describe('the ratios', () => {
  it('a round in which everything was slow → they stay what they were', () => {
    const [throughput, latency, ofBare] = ratioFigures(GOOD);
    expect(throughput).toMatchObject({ value: 1.875, target: { least: 1.5 }, interval: { low: 1.875 } });
    expect(latency).toMatchObject({ value: 0.5, target: { most: 0.7 } });
    expect(ofBare).toMatchObject({ value: 0.75, target: { least: 0.7 } });
  });

  it('targets held, and targets missed → told apart', () => {
    expect(ratioFigures(GOOD).map(isHeld)).toEqual([true, true, true, true, true, true]);
    expect(ratioFigures(BAD).slice(0, 3).map(isHeld)).toEqual([false, false, false]);
  });

  it('a line for each → mark, value, interval with its probability, target', () => {
    const [good] = ratioFigures(GOOD).map(figureLine);
    const [bad] = ratioFigures(BAD).map(figureLine);
    expect(good).toMatch(/^✓ throughput, A \/ B +1\.88 × \[1\.88, 1\.88\] 94 % \(≥ 1\.5\)$/);
    expect(bad).toMatch(/^✗ throughput, A \/ B +1\.25 × /);
  });
});

describe('the table', () => {
  it('has a row for each contender, with medians over the rounds', () => {
    const lines = contenderLines(GOOD);
    expect(lines).toHaveLength(5);
    expect(lines[2]).toBe('| A ours | 15.0 | 150 ms | 200 ms | 75 ms | 100 ms | 40.0 ms | 60.0 ms |');
  });
});

describe('the chart', () => {
  const svg = chart(GOOD, 'A & B < C');
  const numbers = (pattern: RegExp): number[] => [...svg.matchAll(pattern)].map(([, value]) => Number(value));

  it('has a dot for each round, contender and panel, all within the picture', () => {
    const dots = numbers(/<circle cx="([\d.]+)"/g);
    expect(dots).toHaveLength(5 * 3 * 3);
    for (const x of dots) {
      expect(x).toBeGreaterThanOrEqual(130);
      expect(x).toBeLessThanOrEqual(670);
    }
  });

  it('draws bars as long as the medians are', () => {
    const [a = 0, b = 0, c = 0] = numbers(/<rect x="130" y="\d+" width="([\d.]+)"/g);
    expect(a / c).toBeCloseTo(15 / 20, 2);
    expect(b / c).toBeCloseTo(8 / 20, 2);
    expect(c).toBe(540);
  });

  it('is well-formed, whatever the caption says', () => {
    const opened = [...svg.matchAll(/<([a-z]+)(?: [^>]*[^/])?>/g)].map(([, name]) => name);
    const closed = [...svg.matchAll(/<\/([a-z]+)>/g)].map(([, name]) => name);
    const byName = (a = '', b = '') => a.localeCompare(b);
    expect(opened.toSorted(byName)).toEqual(closed.toSorted(byName));
    expect(svg).toContain('A &amp; B &lt; C');
  });
});
