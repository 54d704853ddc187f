// Pickup times: quarters of an hour in Paris, whatever the browser's own time zone, and over both changes of the clocks.
import { describe, expect, it } from 'vitest';
import { isOpenAt } from '../../domain/opening-hours.ts';
import { parseInstant } from '../../domain/time.ts';
import { BOUCHERIE_MARTIN } from '../../prisma/seed/boucherie-martin.ts';
import { DEMO_EXPRESS } from '../../prisma/seed/demo-express.ts';
import { MAISON_DUBOIS } from '../../prisma/seed/maison-dubois.ts';
import { parisInstant, parisTime, weekdayOf } from '../../web/pickup/paris-clock.ts';
import { pickupDays } from '../../web/pickup/slots.ts';
import { hoursToday, intervalWords, nextOpening } from '../../web/shops/opening.ts';

const at = (iso: string): number => Date.parse(iso);
const paris = new Intl.DateTimeFormat('fr-FR', {
  timeZone: 'Europe/Paris',
  dateStyle: 'short',
  timeStyle: 'short',
});
const inParis = (iso: string | undefined): string => paris.format(at(iso ?? ''));
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];
const always = (opens: string, closes: string) => WEEKDAYS.map((day) => ({ day, opens, closes }));

describe('slots', () => {
  it('a shop open from 9 to 10 → four quarters a day for seven days', () => {
    const days = pickupDays(always('09:00', '10:00'), at('2026-11-25T03:00:00Z'));
    expect(days).toHaveLength(7);
    expect(days[0]?.slots).toEqual([
      '2026-11-25T08:00:00.000Z',
      '2026-11-25T08:15:00.000Z',
      '2026-11-25T08:30:00.000Z',
      '2026-11-25T08:45:00.000Z',
    ]);
  });

  it('now within the hours → what is too soon is not offered; a day without slots neither', () => {
    const hours = always('09:00', '10:00');
    expect(pickupDays(hours, at('2026-11-25T08:10:00Z'))[0]?.slots[0]).toBe('2026-11-25T08:30:00.000Z');
    expect(pickupDays(hours, at('2026-11-25T08:26:00Z'))[0]?.slots[0]).toBe('2026-11-26T08:00:00.000Z');
  });

  it('odd hours, and two openings that touch → quarters of the clock, each once', () => {
    const hours = [
      { day: 3, opens: '08:05', closes: '08:40' },
      { day: 3, opens: '08:30', closes: '09:00' },
    ];
    const [day] = pickupDays(hours, at('2026-11-25T00:00:00Z'));
    expect(day?.slots.map((slot) => inParis(slot).slice(-5))).toEqual(['08:15', '08:30', '08:45']);
  });

  it('closed on Monday, never open → Monday is left out, nothing is offered', () => {
    const days = pickupDays(MAISON_DUBOIS.hours, at('2026-11-25T00:00:00Z'));
    expect(days.map(({ slots }) => weekdayOf(parisTime(at(slots[0]))))).toEqual([3, 4, 5, 6, 7, 2]);
    expect(pickupDays([], at('2026-11-25T00:00:00Z'))).toEqual([]);
  });

  it('the clocks go forward → 9 o’clock stays 9 o’clock', () => {
    const days = pickupDays(always('09:00', '09:15'), at('2026-03-28T03:00:00Z'));
    expect(days.slice(0, 2).map(({ slots }) => slots)).toEqual([
      ['2026-03-28T08:00:00.000Z'],
      ['2026-03-29T07:00:00.000Z'],
    ]);
  });

  it('the clocks go back → 9 o’clock stays 9 o’clock', () => {
    const days = pickupDays(always('09:00', '09:15'), at('2026-10-24T03:00:00Z'));
    expect(days.slice(0, 2).map(({ slots }) => slots)).toEqual([
      ['2026-10-24T07:00:00.000Z'],
      ['2026-10-25T08:00:00.000Z'],
    ]);
  });

  it('open all night when the clocks go forward → no time that does not exist', () => {
    const [day] = pickupDays(always('00:00', '24:00'), at('2026-03-28T22:40:00Z'));
    const clocks = day?.slots.map((slot) => inParis(slot).slice(-5)) ?? [];
    expect(clocks).toHaveLength(23 * 4);
    expect(clocks.filter((clock) => clock.startsWith('02'))).toEqual([]);
    expect(new Set(day?.slots).size).toBe(23 * 4);
  });

  it.each(['2026-11-25T07:00:00Z', '2026-03-26T12:00:00Z', '2026-10-22T21:59:00Z', '2026-12-31T22:30:00Z'])(
    'all seeded shops at %s → the server finds the shop open at every slot',
    (now) => {
      for (const { hours } of [BOUCHERIE_MARTIN, MAISON_DUBOIS, DEMO_EXPRESS]) {
        const slots = pickupDays(hours, at(now)).flatMap((day) => day.slots);
        expect(slots.length).toBeGreaterThan(100);
        for (const slot of slots) {
          const instant = parseInstant(slot);
          expect(instant !== null && isOpenAt(hours, instant), slot).toBe(true);
          expect(at(slot)).toBeGreaterThan(at(now));
        }
      }
    },
  );
});

describe('the clock of Paris', () => {
  it('a time the clocks skip → none; every other minute → there and back', () => {
    expect(parisInstant({ year: 2026, month: 3, day: 29 }, 2 * 60 + 30)).toBeNull();
    for (const day of [28, 29, 30]) {
      for (let minute = 0; minute < 24 * 60; minute += 15) {
        const found = parisInstant({ year: 2026, month: 3, day }, minute);
        if (found === null) continue;
        expect(parisTime(found)).toEqual({ year: 2026, month: 3, day, minuteOfDay: minute });
      }
    }
  });
});

describe('opening hours', () => {
  it('today and the next opening → in Paris, not in UTC', () => {
    const lateOnMonday = at('2026-11-23T23:30:00Z');
    expect(intervalWords(hoursToday(MAISON_DUBOIS.hours, lateOnMonday))).toBe('08:30–13:00, 15:00–19:30');
    expect(nextOpening(MAISON_DUBOIS.hours, lateOnMonday)).toBe('2026-11-24T07:30:00.000Z');
  });

  it('closed today → the next day that opens; a shop that never opens → none', () => {
    expect(nextOpening(MAISON_DUBOIS.hours, at('2026-11-22T12:00:00Z'))).toBe('2026-11-24T07:30:00.000Z');
    expect(nextOpening([], at('2026-11-22T12:00:00Z'))).toBeNull();
  });
});
