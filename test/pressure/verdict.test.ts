// Whether a process grew: over thirds of a run that is long enough, and never in silence when nothing was measured.
import { expect, it } from 'vitest';
import { grown, LONG_RUN } from './verdict.ts';

const steady = [100, 110, 120] as const;

it.each([
  ['steady', { api: steady, worker: steady, orders: LONG_RUN }, []],
  ['a worker that grows', { api: steady, worker: [100, 110, 126] as const, orders: LONG_RUN }, ['worker']],
  ['an API that grows', { api: [100, 110, 126] as const, worker: steady, orders: LONG_RUN }, ['api']],
  ['nothing measured', { api: [NaN, NaN, NaN] as const, worker: steady, orders: LONG_RUN }, ['api']],
  ['a short run', { api: [100, 110, 126] as const, worker: steady, orders: LONG_RUN - 1 }, []],
])('%s', (_case, { orders, ...memory }, names) => {
  expect(grown(memory, orders).map((line) => line.split(' ')[0])).toEqual(names);
});
