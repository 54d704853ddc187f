// What the rounds say: each contender in figures, and the ratios between them with their targets.
import { type Figure, quantile } from '../figures.ts';
import { LETTERS, type Letter, NAMES } from './contender.ts';
import { type Middle, middleOf, ratios } from './ratios.ts';
import type { Measured } from './rounds.ts';

/** One number of each round. */
export interface Series {
  /** Orders per second. */
  readonly perSecond: readonly number[];
  /** Milliseconds, from the intended start. */
  readonly p50: readonly number[];
  readonly p99: readonly number[];
  readonly checkoutP50: readonly number[];
  readonly checkoutP99: readonly number[];
}

export function seriesOf(measured: readonly Measured[], letter: Letter): Series {
  const own = measured.filter((one) => one.letter === letter);
  const totals = own.map(({ lived }) => lived.map(({ totalMs }) => totalMs));
  const checkouts = own.map(({ lived }) => lived.map(({ checkoutMs }) => checkoutMs));
  return {
    perSecond: own.map(({ perSecond }) => perSecond),
    p50: totals.map((values) => quantile(values, 0.5)),
    p99: totals.map((values) => quantile(values, 0.99)),
    checkoutP50: checkouts.map((values) => quantile(values, 0.5)),
    checkoutP99: checkouts.map((values) => quantile(values, 0.99)),
  };
}

export function ratioFigures(measured: readonly Measured[]): Figure[] {
  const [a, b, c] = [seriesOf(measured, 'A'), seriesOf(measured, 'B'), seriesOf(measured, 'C')];
  return [
    figure('throughput, A / B', middleOf(ratios(a.perSecond, b.perSecond)), { least: 1.5 }),
    figure('order latency p99 from the intended start, A / B', middleOf(ratios(a.p99, b.p99)), { most: 0.7 }),
    figure('throughput, A / C', middleOf(ratios(a.perSecond, c.perSecond)), { least: 0.7 }),
    figure('checkout latency p99, A / B', middleOf(ratios(a.checkoutP99, b.checkoutP99)), null),
    figure(
      'processor time of an order, A / B',
      middleOf(ratios(spent(measured, 'A'), spent(measured, 'B'))),
      null,
    ),
    figure(
      'processor time of an order, A / C',
      middleOf(ratios(spent(measured, 'A'), spent(measured, 'C'))),
      null,
    ),
  ];
}

function figure(name: string, { median, ...interval }: Middle, target: Figure['target']): Figure {
  return { name, value: median, unit: '×', target, interval };
}

/** Milliseconds of one order in all processes, by round. */
function spent(measured: readonly Measured[], letter: Letter): number[] {
  const own = measured.filter((one) => one.letter === letter);
  return own.map(({ processorMs }) => Object.values(processorMs).reduce((sum, ms) => sum + ms, 0));
}

/** A table in Markdown; medians over the rounds. */
export function contenderLines(measured: readonly Measured[]): string[] {
  const processes = Object.keys(measured[0]?.processorMs ?? {});
  const head = ['', 'orders/s', 'order p50', 'p99', 'checkout p50', 'p99', ...processes.map(cpuTitle)];
  const rows = LETTERS.map((letter) => {
    const { perSecond, p50, p99, checkoutP50, checkoutP99 } = seriesOf(measured, letter);
    const own = measured.filter((one) => one.letter === letter);
    const times = processes.map((name) => mid(own.map(({ processorMs }) => processorMs[name] ?? Number.NaN)));
    const waits = [p50, p99, checkoutP50, checkoutP99].map((values) => `${mid(values).toFixed(0)} ms`);
    const spentMs = times.map((ms) => `${ms.toFixed(1)} ms`);
    return [`${letter} ${NAMES[letter]}`, mid(perSecond).toFixed(1), ...waits, ...spentMs];
  });
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
}

const cpuTitle = (name: string): string => `processor, ${name}`;
const mid = (values: readonly number[]): number => middleOf(values).median;
