// Days as the shop has them: in Paris, whatever the device says.
import { ZONE } from '../../language/formats.ts';

const DAY = new Intl.DateTimeFormat('en-CA', {
  timeZone: ZONE,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** @param at milliseconds. @returns `2026-11-25` */
export const parisDay = (at: number): string => DAY.format(at);

/** Winter and summer time. */
const OFFSETS = ['+01:00', '+02:00'] as const;
const HOUR = 3_600_000;

/** @param day `2026-11-25`. @returns milliseconds of its first moment; null for what is no day. */
export function startOfDay(day: string): number | null {
  const starts = OFFSETS.map((offset) => Date.parse(`${day}T00:00:00${offset}`));
  // An hour early is still the day before.
  return starts.find((at) => !Number.isNaN(at) && parisDay(at) === day && parisDay(at - 1) !== day) ?? null;
}

/** @returns the ISO times of its first moment and of the next day's; null for what is no day. */
export function spanOf(day: string): { readonly placedFrom: string; readonly placedBefore: string } | null {
  const from = startOfDay(day);
  if (from === null) return null;
  // The day after begins within the next 23 to 25 hours, and 30 hours on is surely in it.
  const before = startOfDay(parisDay(from + 30 * HOUR)) ?? from + 24 * HOUR;
  return { placedFrom: new Date(from).toISOString(), placedBefore: new Date(before).toISOString() };
}
