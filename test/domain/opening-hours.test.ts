// When a shop is open and when it opens next, against a minute-by-minute walk on the wall clock.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isOpenAt, nextOpening, type OpeningHours, type Weekday } from '../../domain/opening-hours.ts';
import { type Instant, instant } from '../../domain/time.ts';
import { wallTime } from '../support/paris-oracle.ts';

const at = (iso: string): Instant => instant(Date.parse(iso));
const iso = (when: Instant | null): string | null => (when === null ? null : new Date(when).toISOString());

/** Tuesday to Saturday, morning and afternoon; Sunday morning. */
const BUTCHER: OpeningHours = [
  ...([2, 3, 4, 5, 6] satisfies Weekday[]).flatMap((day) => [
    { day, opens: '08:00', closes: '13:00' },
    { day, opens: '15:30', closes: '19:30' },
  ]),
  { day: 7, opens: '08:30', closes: '12:30' },
];

describe('open', () => {
  it.each([
    ['just before it opens', '2026-11-24T06:59:59.999Z', false],
    ['as it opens', '2026-11-24T07:00:00Z', true],
    ['just before it closes for lunch', '2026-11-24T11:59:59.999Z', true],
    ['as it closes for lunch', '2026-11-24T12:00:00Z', false],
    ['in the afternoon', '2026-11-24T15:00:00Z', true],
    ['on a Monday', '2026-11-23T10:00:00Z', false],
    ['on a summer morning, an hour earlier by UTC', '2026-07-07T06:00:00Z', true],
    ['on the Sunday summer begins, before', '2026-03-29T06:29:00Z', false],
    ['on the Sunday summer begins', '2026-03-29T06:30:00Z', true],
    ['on the Sunday winter begins, before', '2026-10-25T07:29:00Z', false],
    ['on the Sunday winter begins', '2026-10-25T07:30:00Z', true],
  ])('%s (%s) → %s', (_when, when, expected) => {
    expect(isOpenAt(BUTCHER, at(when))).toBe(expected);
  });

  it('to the last minute of the day → open at 23:59', () => {
    const late: OpeningHours = [{ day: 2, opens: '22:00', closes: '24:00' }];
    expect(isOpenAt(late, at('2026-11-24T22:59:59Z'))).toBe(true);
    expect(isOpenAt(late, at('2026-11-24T23:00:00Z'))).toBe(false);
  });
});

describe('the next opening', () => {
  it.each([
    ['after lunch', '2026-11-24T12:30:00Z', '2026-11-24T14:30:00.000Z'],
    ['while open: the one after', '2026-11-24T08:00:00Z', '2026-11-24T14:30:00.000Z'],
    ['at the very opening: the one after', '2026-11-24T07:00:00Z', '2026-11-24T14:30:00.000Z'],
    ['from Sunday noon: Tuesday', '2026-11-22T12:00:00Z', '2026-11-24T07:00:00.000Z'],
    ['over the beginning of summer', '2026-03-28T19:00:00Z', '2026-03-29T06:30:00.000Z'],
    ['over the beginning of winter', '2026-10-24T18:00:00Z', '2026-10-25T07:30:00.000Z'],
  ])('%s', (_when, when, expected) => {
    expect(iso(nextOpening(BUTCHER, at(when)))).toBe(expected);
  });

  it('of a shop open once a week, as it opens → a week later', () => {
    const weekly: OpeningHours = [{ day: 2, opens: '08:00', closes: '09:00' }];
    expect(iso(nextOpening(weekly, at('2026-11-24T07:00:00Z')))).toBe('2026-12-01T07:00:00.000Z');
  });

  it('of a shop that never opens → none', () => {
    expect(nextOpening([], at('2026-11-24T07:00:00Z'))).toBeNull();
  });

  it('of any hours at any time → the first opening a walk on the wall clock finds', () => {
    const interval = fc
      .record({
        day: fc.constantFrom<Weekday>(1, 2, 3, 4, 5, 6, 7),
        opens: fc.integer({ min: 6, max: 20 }),
        length: fc.integer({ min: 1, max: 4 }),
      })
      .map(({ day, opens, length }) => ({ day, opens: clock(opens), closes: clock(opens + length) }));
    const quarterHours = fc
      .integer({ min: Date.UTC(2026, 2, 20) / QUARTER, max: Date.UTC(2026, 10, 5) / QUARTER })
      .map((count) => instant(count * QUARTER));
    fc.assert(
      fc.property(fc.array(interval, { minLength: 1, maxLength: 6 }), quarterHours, (shopHours, when) => {
        expect(iso(nextOpening(shopHours, when))).toBe(iso(walk(shopHours, when)));
      }),
      { numRuns: 300 },
    );
  });
});

const QUARTER = 900_000;
const clock = (hour: number): string => `${String(hour).padStart(2, '0')}:00`;

function walk(shopHours: OpeningHours, from: Instant): Instant | null {
  for (let when = from + QUARTER; when < from + 9 * 86_400_000; when += QUARTER) {
    const { weekday, minuteOfDay } = wallTime(when);
    const opens = shopHours.some(
      (interval) => interval.day === weekday && Number(interval.opens.slice(0, 2)) * 60 === minuteOfDay,
    );
    if (opens) return instant(when);
  }
  return null;
}
