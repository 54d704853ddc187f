// The judgement of `npm run vitals`: the middle of several visits, and what is over its budget.
import { expect, it } from 'vitest';
import { PHONE_INDEX, slowerBy } from './phone-speed.ts';
import { BUDGETS, judgedAt, medianOf, overBudget, tableRow, type Vitals } from './vitals-budgets.ts';

const over = (vitals: Vitals, load = 1, index = 2 * PHONE_INDEX) =>
  overBudget({ name: 'shop', vitals }, judgedAt({ load, cores: 2, index }));
const FINE = { fcp: 1_200, lcp: 1_500, blocking: 90, shift: 0, scriptKb: 103, totalKb: 120 };
const AWFUL = { fcp: 1e5, lcp: 1e5, blocking: 1e5, shift: 1e5, scriptKb: 1e5, totalKb: 1e5 };

it('several visits, one disturbed → the middle of each measure by itself', () => {
  const visits = [
    { ...FINE, lcp: 1_600 },
    { ...FINE, lcp: 9_000, shift: 0.3 },
    { ...FINE, fcp: 100 },
  ];
  expect(medianOf(visits)).toEqual({ ...FINE, lcp: 1_600 });
  expect(() => medianOf([])).toThrow('nothing');
});

it('exactly the budget → kept; any measure above it → named with its page', () => {
  expect([over(FINE), over(BUDGETS)]).toEqual([[], []]);
  expect(over({ ...BUDGETS, shift: 0.101, scriptKb: 121 })).toEqual([
    'shop: shift 0.101 is over 0.1',
    'shop: scriptKb 121.000 is over 120',
  ]);
  expect(over(AWFUL)).toHaveLength(6);
});

it('a machine busy with other work → times are not judged; what it cannot change is', () => {
  expect(over(AWFUL, 4)).toHaveLength(6);
  expect(over(AWFUL, 4.1).map((line) => line.split(' ')[1])).toEqual(['shift', 'scriptKb', 'totalKb']);
});

it('a machine slower than the phone → times are not judged, and it is not slowed down', () => {
  expect(over(AWFUL, 1, PHONE_INDEX)).toHaveLength(6);
  expect(over(AWFUL, 1, PHONE_INDEX - 1)).toHaveLength(3);
  expect([0.5, 1, 1.6, 4].map((times) => slowerBy(times * PHONE_INDEX))).toEqual([1, 1, 1.6, 4]);
});

it('a row → as in the documentation', () => {
  expect(tableRow('shop', { ...FINE, shift: 0.0314 })).toBe(
    '| shop | 1200 ms | 1500 ms | 90 ms | 0.031 | 103 kB | 120 kB |',
  );
});
