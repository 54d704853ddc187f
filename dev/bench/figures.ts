// What the bench measures, each beside the number it should hold.
import { readFile } from 'node:fs/promises';

export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly target: { readonly most: number } | { readonly least: number };
}

export function isHeld({ value, target }: Figure): boolean {
  return 'most' in target ? value <= target.most : value >= target.least;
}

export function figureLine(figure: Figure): string {
  const { name, value, unit, target } = figure;
  const wanted = 'most' in target ? `≤ ${target.most}` : `≥ ${target.least}`;
  return `${isHeld(figure) ? '✓' : '✗'} ${name.padEnd(52)} ${value.toFixed(1).padStart(8)} ${unit.padEnd(10)} (${wanted})`;
}

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
