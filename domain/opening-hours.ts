// When a shop is open, in Paris wall-clock time.
import { parisInstant, parisTime, type Weekday } from './paris-time.ts';
import type { Instant } from './time.ts';

export type { Weekday } from './paris-time.ts';

/** One opening of one weekday; times as `HH:MM`, `closes` exclusive and later than `opens`. */
export interface OpeningInterval {
  readonly day: Weekday;
  readonly opens: string;
  readonly closes: string;
}

export type OpeningHours = readonly OpeningInterval[];

/** @param at any instant; a shop is open from `opens` until just before `closes`. */
export function isOpenAt(hours: OpeningHours, at: Instant): boolean {
  const { weekday, minuteOfDay } = parisTime(at);
  return hours.some(
    ({ day, opens, closes }) =>
      day === weekday && minuteOfDay >= minuteOf(opens) && minuteOfDay < minuteOf(closes),
  );
}

/** The next opening strictly after `at`; null for a shop that never opens. */
export function nextOpening(hours: OpeningHours, at: Instant): Instant | null {
  for (let daysLater = 0; daysLater <= 7; daysLater += 1) {
    const midday = parisInstant(at, daysLater, 12 * 60);
    const { weekday } = parisTime(midday);
    const starts = hours
      .filter(({ day }) => day === weekday)
      .map(({ opens }) => parisInstant(at, daysLater, minuteOf(opens)))
      .filter((start) => start > at)
      .sort((a, b) => a - b);
    if (starts[0] !== undefined) return starts[0];
  }
  return null;
}

/** Minutes since midnight of `HH:MM`. */
function minuteOf(clock: string): number {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));
}
