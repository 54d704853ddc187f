// Opening hours as a visitor asks for them: today's, and when it opens again.
import type { Shop } from '../api/bodies.ts';
import { laterBy, minuteOf, parisInstant, parisTime, weekdayOf } from '../pickup/paris-clock.ts';

type Interval = Shop['hours'][number];

/** In sequence. */
export function hoursOf(hours: readonly Interval[], weekday: number): Interval[] {
  return hours.filter(({ day }) => day === weekday).toSorted((a, b) => minuteOf(a.opens) - minuteOf(b.opens));
}

export const hoursToday = (hours: readonly Interval[], now: number): Interval[] =>
  hoursOf(hours, weekdayOf(parisTime(now)));

/** ISO; null for a shop that never opens. */
export function nextOpening(hours: readonly Interval[], now: number): string | null {
  const today = parisTime(now);
  for (let later = 0; later <= 7; later += 1) {
    const date = laterBy(later, today);
    for (const { opens } of hoursOf(hours, weekdayOf(date))) {
      const at = parisInstant(date, minuteOf(opens));
      if (at !== null && at > now) return new Date(at).toISOString();
    }
  }
  return null;
}

/** `08:30–12:45, 15:00–19:30` */
export const intervalWords = (intervals: readonly Interval[]): string =>
  intervals.map(({ opens, closes }) => `${opens}–${closes}`).join(', ');
