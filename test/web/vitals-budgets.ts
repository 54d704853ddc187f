// What a first visit may cost: the budgets, the middle of several visits, and what is over.
import { PHONE_INDEX } from './phone-speed.ts';

export interface Vitals {
  /** First and largest contentful paint, milliseconds from the navigation's start. */
  readonly fcp: number;
  readonly lcp: number;
  /** Milliseconds in tasks beyond 50 ms each, as Lighthouse counts them. */
  readonly blocking: number;
  /** Cumulative layout shift, without unit. */
  readonly shift: number;
  /** Thousand bytes over the line, compressed. */
  readonly scriptKb: number;
  readonly totalKb: number;
}

export type Measure = keyof Vitals;

/** Paints and shift: what web.dev calls good. Blocked and bytes: our own, a little above what a quiet machine measures. */
export const BUDGETS: Readonly<Record<Measure, number>> = {
  fcp: 1_800,
  lcp: 2_500,
  blocking: 300,
  shift: 0.1,
  scriptKb: 120,
  totalKb: 150,
};

const MEASURES: readonly Measure[] = ['fcp', 'lcp', 'blocking', 'shift', 'scriptKb', 'totalKb'];

/** Each measure by itself. @param visits at least one. */
export function medianOf(visits: readonly Vitals[]): Vitals {
  const middle = (measure: Measure): number => {
    const values = visits.map((visit) => visit[measure]).toSorted((a, b) => a - b);
    const value = values[Math.floor(values.length / 2)];
    if (value === undefined) throw new Error('a median of nothing');
    return value;
  };
  return {
    fcp: middle('fcp'),
    lcp: middle('lcp'),
    blocking: middle('blocking'),
    shift: middle('shift'),
    scriptKb: middle('scriptKb'),
    totalKb: middle('totalKb'),
  };
}

/** What the machine, and other work on it, cannot change. */
const STEADY: readonly Measure[] = ['shift', 'scriptKb', 'totalKb'];

export interface Machine {
  /** Processes that wanted to run, on average. Beyond two for each core, times say more about the others. */
  readonly load: number;
  readonly cores: number;
  /** See `phone-speed.ts`. */
  readonly index: number;
}

/** Times are judged on a machine that is free, and at least as fast as the phone. */
export const judgedAt = ({ load, cores, index }: Machine): readonly Measure[] =>
  load > 2 * cores || index < PHONE_INDEX ? STEADY : MEASURES;

/** @returns one line for each budget that is not kept. */
export const overBudget = (
  { name, vitals }: { readonly name: string; readonly vitals: Vitals },
  judged: readonly Measure[],
): string[] =>
  judged
    .filter((measure) => vitals[measure] > BUDGETS[measure])
    .map((measure) => `${name}: ${measure} ${vitals[measure].toFixed(3)} is over ${BUDGETS[measure]}`);

export const TABLE_HEAD = [
  '| page | first paint | largest paint | blocked | shift | script | all |',
  '|---|---|---|---|---|---|---|',
];

/** As it stands in `docs/performance.md`. */
export function tableRow(name: string, { fcp, lcp, blocking, shift, scriptKb, totalKb }: Vitals): string {
  const ms = (value: number): string => `${Math.round(value)} ms`;
  const kb = (value: number): string => `${Math.round(value)} kB`;
  const cells = [name, ms(fcp), ms(lcp), ms(blocking), shift.toFixed(3), kb(scriptKb), kb(totalKb)];
  return `| ${cells.join(' | ')} |`;
}
