// The demo's report: each order's timeline, and a table of all.
import type { Lived } from './run-demo.ts';

export function timelineLines({ scenario, order, timeline, problem }: Lived): string[] {
  const mark = problem === null ? '✓' : '✗';
  return [
    `${mark} ${scenario.name} — ${order?.id ?? 'not placed'}`,
    ...timeline.map(
      ({ sequence, at, kind, actor }) =>
        `   ${String(sequence).padStart(2)}  ${at.slice(11, 23)}  ${kind.padEnd(20)} ${actor}`,
    ),
    ...(problem === null ? [] : [`   ${problem}`]),
    '',
  ];
}

const COLUMNS = [36, 12, 16, 10] as const;

export function summaryLines(all: readonly Lived[]): string[] {
  const rows = all.map(({ scenario, order, problem }) => [
    scenario.name,
    order?.status ?? '–',
    order?.paymentStatus ?? '–',
    problem === null ? 'ok' : 'WRONG',
  ]);
  const header = ['order', 'status', 'payment', 'as it should'];
  const right = all.filter(({ problem }) => problem === null).length;
  return [...[header, ...rows].map(line), '', `${right} of ${all.length} orders ended as they should.`];
}

function line(cells: readonly string[]): string {
  return cells.map((cell, index) => cell.padEnd(COLUMNS[index] ?? 0)).join('  ');
}
