// What the bench measures, each beside the number it should hold.
import { readFile } from 'node:fs/promises';

export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** Null for what is only told. */
  readonly target: { readonly most: number } | { readonly least: number } | null;
  /** Where the true value lies, and how probably. */
  readonly interval?: { readonly low: number; readonly high: number; readonly coverage: number };
}

export function isHeld({ value, target }: Figure): boolean {
  if (target === null) return true;
  return 'most' in target ? value <= target.most : value >= target.least;
}

export function figureLine(figure: Figure): string {
  const { name, value, unit, interval } = figure;
  const span =
    interval === undefined
      ? ''
      : ` [${short(interval.low)}, ${short(interval.high)}] ${(interval.coverage * 100).toFixed(0)} %`;
  const told = `${short(value).padStart(8)} ${unit}${span}`;
  return `${markOf(figure)} ${name.padEnd(58)} ${told}${wanted(figure)}`;
}

function markOf(figure: Figure): string {
  if (figure.target === null) return '·';
  return isHeld(figure) ? '✓' : '✗';
}

function wanted({ target }: Figure): string {
  if (target === null) return '';
  return 'most' in target ? ` (≤ ${target.most})` : ` (≥ ${target.least})`;
}

/** Three figures are enough to tell two measurements apart here. */
const short = (value: number): string => value.toFixed(Math.abs(value) < 10 ? 2 : 1);

/** @param share 0.5 for the median. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

const PAGES_PER_MB = 256;

/** Resident memory of a process in MB; null where the system does not tell (only Linux does). */
export async function residentMb(pid: number): Promise<number | null> {
  const text = await readFile(`/proc/${pid}/statm`, 'utf8').catch(() => null);
  return text === null ? null : Number(text.split(' ')[1]) / PAGES_PER_MB;
}
