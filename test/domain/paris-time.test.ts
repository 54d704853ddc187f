// Paris time by arithmetic, held against the time-zone data of Node: forty years of it, and the clock changes minute by minute.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parisInstant, parisTime } from '../../domain/paris-time.ts';
import { type Instant, instant } from '../../domain/time.ts';
import { dayNumber, wallTime } from '../support/paris-oracle.ts';

const at = (iso: string): Instant => instant(Date.parse(iso));
const instants = fc
  .integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2040, 0, 1) })
  .map((epochMs) => instant(epochMs));

describe('the wall clock', () => {
  it.each([
    ['the last minute of winter', '2026-03-29T00:59:59Z', 1 * 60 + 59],
    ['the first minute of summer', '2026-03-29T01:00:00Z', 3 * 60],
    ['the last minute of summer', '2026-10-25T00:59:59Z', 2 * 60 + 59],
    ['the first minute of winter', '2026-10-25T01:00:00Z', 2 * 60],
    ['a last Sunday of March that is its last day', '2030-03-31T01:00:00Z', 3 * 60],
    ['a last Sunday of October that is its last day', '2027-10-31T01:00:00Z', 2 * 60],
  ])('at %s (%s) → minute %i of a Sunday', (_when, iso, minuteOfDay) => {
    expect(parisTime(at(iso))).toEqual({ weekday: 7, minuteOfDay });
  });

  it('every seven hours of forty years → what the time-zone data says', () => {
    const hour = 3_600_000;
    for (let when = Date.UTC(2000, 0, 1); when < Date.UTC(2040, 0, 1); when += 7 * hour) {
      const { weekday, minuteOfDay } = wallTime(when);
      expect(parisTime(instant(when)), new Date(when).toISOString()).toEqual({ weekday, minuteOfDay });
    }
  });

  it('around every change of the clocks, minute by minute → what the time-zone data says', () => {
    for (let year = 2024; year <= 2032; year += 1) {
      for (const month of [2, 9]) {
        for (let minute = 0; minute < 240; minute += 1) {
          const sunday = lastSunday(year, month) + minute * 60_000;
          const { weekday, minuteOfDay } = wallTime(sunday);
          expect(parisTime(instant(sunday)), new Date(sunday).toISOString()).toEqual({
            weekday,
            minuteOfDay,
          });
        }
      }
    }
  });
});

describe('the instant of a wall time', () => {
  it.each([
    ['the same day', '2026-07-01T10:00:00Z', 0, 18 * 60, '2026-07-01T16:00:00Z'],
    ['tomorrow, when summer begins', '2026-03-28T10:00:00Z', 1, 9 * 60, '2026-03-29T07:00:00Z'],
    ['tomorrow, when winter begins', '2026-10-24T10:00:00Z', 1, 9 * 60, '2026-10-25T08:00:00Z'],
    ['an hour that comes twice: the first', '2026-10-25T10:00:00Z', 0, 150, '2026-10-25T00:30:00Z'],
    [
      'an hour that never comes: as if it were winter',
      '2026-03-29T10:00:00Z',
      0,
      150,
      '2026-03-29T01:30:00Z',
    ],
    ['after the end of the year', '2026-12-31T23:30:00Z', 1, 0, '2027-01-01T23:00:00Z'],
  ])('%s', (...[, from, daysLater, minuteOfDay, expected]) => {
    expect(new Date(parisInstant(at(from), daysLater, minuteOfDay)).toISOString()).toBe(
      new Date(expected).toISOString(),
    );
  });

  it('of any day and minute that exists → shows that day and minute on the wall', () => {
    fc.assert(
      fc.property(
        instants,
        fc.integer({ min: 0, max: 14 }),
        fc.integer({ min: 180, max: 1439 }),
        (from, daysLater, minuteOfDay) => {
          const shown = wallTime(parisInstant(from, daysLater, minuteOfDay));
          expect(shown.minuteOfDay).toBe(minuteOfDay);
          expect(dayNumber(shown)).toBe(dayNumber(wallTime(from)) + daysLater);
        },
      ),
      { numRuns: 2_000 },
    );
  });
});

function lastSunday(year: number, month: number): number {
  const last = new Date(Date.UTC(year, month + 1, 0));
  return Date.UTC(year, month, last.getUTCDate() - last.getUTCDay());
}
