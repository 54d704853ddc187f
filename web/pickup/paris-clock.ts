// Paris wall-clock time, by the browser's own time zone data: what shops mean by their hours, summer time included.
import { ZONE } from '../language/formats.ts';

const PARTS = new Intl.DateTimeFormat('en-GB', {
  timeZone: ZONE,
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
  hourCycle: 'h23',
});
const MINUTE = 60_000;

export interface ParisDate {
  readonly year: number;
  /** From 1. */
  readonly month: number;
  readonly day: number;
}

export interface ParisTime extends ParisDate {
  readonly minuteOfDay: number;
}

/** @param at milliseconds since 1970. */
export function parisTime(at: number): ParisTime {
  const found = new Map(PARTS.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const part = (type: Intl.DateTimeFormatPartTypes): number => found.get(type) ?? 0;
  const minuteOfDay = part('hour') * 60 + part('minute');
  return { year: part('year'), month: part('month'), day: part('day'), minuteOfDay };
}

/** @returns null for a time that the clocks skip; of a time that comes twice, one of both. */
export function parisInstant({ year, month, day }: ParisDate, minuteOfDay: number): number | null {
  const wall = Date.UTC(year, month - 1, day) + minuteOfDay * MINUTE;
  const guess = wall - offsetAt(wall);
  const at = wall - offsetAt(guess);
  return at + offsetAt(at) === wall ? at : null;
}

export function laterBy(days: number, { year, month, day }: ParisDate): ParisDate {
  const date = new Date(Date.UTC(year, month - 1, day + days));
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** 1 is Monday. */
export function weekdayOf({ year, month, day }: ParisDate): number {
  return new Date(Date.UTC(year, month - 1, day)).getUTCDay() || 7;
}

/** Minutes since midnight of `HH:MM`. */
export const minuteOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));

/** Milliseconds that Paris is ahead of UTC. */
function offsetAt(at: number): number {
  const { year, month, day, minuteOfDay } = parisTime(at);
  return Date.UTC(year, month - 1, day) + minuteOfDay * MINUTE - Math.floor(at / MINUTE) * MINUTE;
}
