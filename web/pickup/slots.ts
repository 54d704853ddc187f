// When an order can be fetched: quarters of an hour within the opening hours of the next days.
import type { Shop } from '../api/bodies.ts';
import { laterBy, minuteOf, type ParisDate, parisInstant, parisTime, weekdayOf } from './paris-clock.ts';

export interface PickupDay {
  /** ISO times, in sequence; never empty. */
  readonly slots: readonly [string, ...string[]];
}

const DAYS = 7;
/** Minutes. */
const STEP = 15;
/** Milliseconds: nobody reads an order, cuts the meat and packs it in less. */
const LEAD = 20 * 60_000;

type Hours = readonly Shop['hours'][number][];

/** @param now milliseconds. Days without a slot are left out. */
export function pickupDays(hours: Hours, now: number): PickupDay[] {
  const today = parisTime(now);
  const days = Array.from({ length: DAYS }, (_, later) => slotsOn(hours, laterBy(later, today)));
  return days.flatMap((slots) => {
    const [first, ...rest] = slots.filter((at) => at >= now + LEAD).map((at) => new Date(at).toISOString());
    return first === undefined ? [] : [{ slots: [first, ...rest] }];
  });
}

function slotsOn(hours: Hours, date: ParisDate): number[] {
  const weekday = weekdayOf(date);
  const minutes = hours
    .filter(({ day }) => day === weekday)
    .flatMap(({ opens, closes }) => quarters(minuteOf(opens), minuteOf(closes)));
  const instants = [...new Set(minutes)].map((minute) => parisInstant(date, minute));
  return instants.filter((at) => at !== null).toSorted((a, b) => a - b);
}

/** Closing time itself is too late. */
function quarters(opens: number, closes: number): number[] {
  const first = Math.ceil(opens / STEP) * STEP;
  const count = Math.max(0, Math.ceil((closes - first) / STEP));
  return Array.from({ length: count }, (_, index) => first + index * STEP);
}
