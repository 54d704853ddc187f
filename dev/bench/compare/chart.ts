// The comparison as a picture: one panel for each measure, a dot for each round, a bar for the median.
import { LETTERS, type Letter, NAMES } from './contender.ts';
import { middleOf } from './ratios.ts';
import type { Measured } from './rounds.ts';
import { seriesOf } from './summary.ts';

const COLOURS: Readonly<Record<Letter, string>> = { A: '#0b6e4f', B: '#b0413e', C: '#5b6770' };

interface Panel {
  readonly title: string;
  readonly unit: string;
  readonly values: (measured: readonly Measured[], letter: Letter) => readonly number[];
}

const PANELS: readonly Panel[] = [
  {
    title: 'Throughput, more is better',
    unit: 'orders/s',
    values: (all, one) => seriesOf(all, one).perSecond,
  },
  { title: 'Latency p50, less is better', unit: 'ms', values: (all, one) => seriesOf(all, one).p50 },
  { title: 'Latency p99, less is better', unit: 'ms', values: (all, one) => seriesOf(all, one).p99 },
];

/** Pixels. */
const WIDTH = 760;
const LEFT = 130;
const RIGHT = 90;
const ROW = 30;
const HEAD = 34;
const PANEL = HEAD + LETTERS.length * ROW + 10;
const TITLE = 44;

/** @param caption one line on when, where and how it was measured. */
export function chart(measured: readonly Measured[], caption: string): string {
  const height = TITLE + PANELS.length * PANEL + 10;
  const panels = PANELS.map((panel, index) => panelOf(measured, panel, TITLE + index * PANEL));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" font-family="system-ui, sans-serif" font-size="13">
<title>Ours, the straightforward way and the bare shape, compared</title>
<rect width="${WIDTH}" height="${height}" fill="#ffffff"/>
<text x="16" y="26" fill="#30363d">${escaped(caption)}</text>
${panels.join('\n')}
</svg>
`;
}

function panelOf(measured: readonly Measured[], { title, unit, values }: Panel, top: number): string {
  const all = LETTERS.map((letter) => ({ letter, values: values(measured, letter) }));
  const most = Math.max(1e-9, ...all.flatMap((row) => row.values.filter(Number.isFinite)));
  const rows = all.map((row, index) => rowOf(row, { most, unit, y: top + HEAD + index * ROW }));
  return `<text x="16" y="${top + 20}" font-weight="600" fill="#1c2128">${escaped(title)}</text>\n${rows.join('\n')}`;
}

interface Row {
  readonly letter: Letter;
  readonly values: readonly number[];
}

interface Place {
  readonly most: number;
  readonly unit: string;
  readonly y: number;
}

function rowOf({ letter, values }: Row, { most, unit, y }: Place): string {
  const { median } = middleOf(values);
  const width = (value: number): number => Math.round((value / most) * (WIDTH - LEFT - RIGHT) * 10) / 10;
  const dots = values.map(
    (value) => `<circle cx="${LEFT + width(value)}" cy="${y + 8}" r="3.5" fill="#ffffff" stroke="#1c2128"/>`,
  );
  return [
    `<text x="16" y="${y + 13}" fill="#30363d">${letter} ${NAMES[letter]}</text>`,
    `<rect x="${LEFT}" y="${y}" width="${width(median)}" height="16" rx="2" fill="${COLOURS[letter]}"/>`,
    ...dots,
    `<text x="${WIDTH - RIGHT + 14}" y="${y + 13}" fill="#30363d">${median.toFixed(median < 100 ? 1 : 0)} ${unit}</text>`,
  ].join('\n');
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
