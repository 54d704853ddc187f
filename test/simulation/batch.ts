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

let told: Told = { done: 0, coverage: {}, failed: null };
const tell = (): void => {
  process.send?.(told);
  told = { done: 0, coverage: {}, failed: null };
};
for (let order = from; order < end && told.failed === null; order += 1) {
  const { violations, timeline } = await liveBySeed(orderSeed(seed, order));
  const coverage = { ...told.coverage };
  count(
    coverage,
    timeline.map(({ kind }) => kind),
  );
  told = { done: told.done + 1, coverage, failed: violations.length > 0 ? { order, violations } : null };
  if (told.done % REPORT === 0 || told.failed !== null) tell();
  // Lets the parent's messages, and its end, through.
  if (order % REPORT === 0) await new Promise((resolve) => setImmediate(resolve));
}
if (told.done > 0) tell();
process.disconnect?.();
