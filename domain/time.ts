// Instants and durations, so that no bare number passes for either.
import { type Branded, branded } from './brand.ts';

/** Milliseconds since 1970-01-01T00:00Z. */
export type Instant = Branded<number, 'Instant'>;
/** Milliseconds. */
export type Duration = Branded<number, 'Duration'>;

/** @param epochMs milliseconds since 1970, as `Date.now()` gives them. */
export function instant(epochMs: number): Instant {
  return branded<'Instant', number>(epochMs);
}

/** The years that have four digits, in UTC, also to PostgreSQL, which has no year 0. */
const FIRST_TIME = Date.parse('0001-01-01T00:00:00.000Z');
const LAST_TIME = Date.parse('9999-12-31T23:59:59.999Z');

/** @param text ISO 8601 with offset; null when it is no time, or one beyond the years 1 to 9999. */
export function parseInstant(text: string): Instant | null {
  const epochMs = Date.parse(text);
  return epochMs >= FIRST_TIME && epochMs <= LAST_TIME ? instant(epochMs) : null;
}

export function isoTime(at: Instant): string {
  return new Date(at).toISOString();
}

export function milliseconds(count: number): Duration {
  return branded<'Duration', number>(count);
}

export const seconds = (count: number): Duration => milliseconds(count * 1_000);
export const minutes = (count: number): Duration => seconds(count * 60);
export const hours = (count: number): Duration => minutes(count * 60);
export const days = (count: number): Duration => hours(count * 24);

export function after(start: Instant, duration: Duration): Instant {
  return instant(start + duration);
}

/** How long from `start` to `end`; zero when `end` is already past. */
export function until(start: Instant, end: Instant): Duration {
  return milliseconds(Math.max(0, end - start));
}

export const earlier = (a: Instant, b: Instant): Instant => (a <= b ? a : b);
export const later = (a: Instant, b: Instant): Instant => (a >= b ? a : b);
export const longer = (a: Duration, b: Duration): Duration => (a >= b ? a : b);
