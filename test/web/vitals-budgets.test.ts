// The judgement of `npm run vitals`: the middle of several visits, and what is over its budget.
import { expect, it } from 'vitest';
import { BUDGETS, medianOf, overBudget, tableRow } from './vitals-budgets.ts';

const FINE = { fcp: 1_200, lcp: 1_500, blocking: 90, shift: 0, scriptKb: 103, totalKb: 120 };

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
  expect([overBudget('shop', FINE), overBudget('shop', BUDGETS)]).toEqual([[], []]);
  expect(overBudget('shop', { ...BUDGETS, shift: 0.101, scriptKb: 121 })).toEqual([
    'shop: shift 0.101 is over 0.1',
    'shop: scriptKb 121.000 is over 120',
  ]);
  expect(
    overBudget('shop', { fcp: 1e5, lcp: 1e5, blocking: 1e5, shift: 1e5, scriptKb: 1e5, totalKb: 1e5 }),
  ).toHaveLength(6);
});

it('a row → as in the documentation', () => {
  expect(tableRow('shop', { ...FINE, shift: 0.0314 })).toBe(
    '| shop | 1200 ms | 1500 ms | 90 ms | 0.031 | 103 kB | 120 kB |',
  );
});
