// A part of a run, in a process of its own: `--seed S --from A --count N`, told to its parent.
import './temporal/async-storage.ts';
import { parseArgs } from 'node:util';
import { orderSeed } from './choices.ts';
import { type Coverage, count } from './coverage.ts';
import { liveBySeed } from './live.ts';

export interface Told {
  readonly done: number;
  readonly coverage: Coverage;
  readonly failed: { readonly order: number; readonly violations: readonly string[] } | null;
}

/** Orders between two reports. */
const REPORT = 500;

const { values } = parseArgs({
  options: { seed: { type: 'string' }, from: { type: 'string' }, count: { type: 'string' } },
});
const seed = Number(values.seed);
const from = Number(values.from);
const end = from + Number(values.count);
// Failures of simulated activities are many, and nobody reads where they came from.
Error.stackTraceLimit = 0;

let done = 0;
let coverage: Coverage = {};
let failed: Told['failed'] = null;
const tell = (): void => {
  process.send?.({ done, coverage, failed } satisfies Told);
  done = 0;
  coverage = {};
};
for (let order = from; order < end && failed === null; order += 1) {
  const { violations, timeline } = await liveBySeed(orderSeed(seed, order));
  count(
    coverage,
    timeline.map(({ kind }) => kind),
  );
  done += 1;
  if (violations.length > 0) failed = { order, violations };
  if (done === REPORT) tell();
  // Lets the parent's messages, and its end, through.
  if (order % REPORT === 0) await new Promise((resolve) => setImmediate(resolve));
}
if (done > 0) tell();
process.disconnect?.();
