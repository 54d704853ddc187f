// Paris wall-clock time by the EU rule, in pure arithmetic: replaying a workflow must never depend on time-zone data.
import { type Duration, hours, type Instant, instant, minutes } from './time.ts';

/** ISO weekday: 1 is Monday, 7 is Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

export interface ParisTime {
  readonly weekday: Weekday;
  readonly minuteOfDay: number;
}

/** Summer time runs from the last Sunday of March, 01:00 UTC, to the last Sunday of October, 01:00 UTC. */
export function parisOffset(at: Instant): Duration {
  const year = new Date(at).getUTCFullYear();
  const isSummer = at >= lastSunday(year, 2) && at < lastSunday(year, 9);
  return hours(isSummer ? 2 : 1);
}

export function parisTime(at: Instant): ParisTime {
  const wall = new Date(at + parisOffset(at));
  return {
    weekday: isoWeekday(wall.getUTCDay()),
    minuteOfDay: wall.getUTCHours() * 60 + wall.getUTCMinutes(),
  };
}

/** The instant of `minuteOfDay` on the Paris day `daysLater` days after the one of `at`. */
export function parisInstant(at: Instant, daysLater: number, minuteOfDay: number): Instant {
  const wall = new Date(at + parisOffset(at));
  const midnight = Date.UTC(wall.getUTCFullYear(), wall.getUTCMonth(), wall.getUTCDate() + daysLater);
  const wallTime = midnight + minutes(minuteOfDay);
  const guess = instant(wallTime - hours(1));
  // In winter the guess is right; in summer the same wall time came an hour earlier.
  const summer = instant(wallTime - hours(2));
  return parisOffset(summer) === hours(2) ? summer : guess;
}

function lastSunday(year: number, month: number): number {
  const lastDay = new Date(Date.UTC(year, month + 1, 0));
  return Date.UTC(year, month, lastDay.getUTCDate() - lastDay.getUTCDay(), 1);
}

const ISO_WEEKDAYS: readonly Weekday[] = [7, 1, 2, 3, 4, 5, 6];

function isoWeekday(day: number): Weekday {
  return ISO_WEEKDAYS[day] ?? 7;
}
