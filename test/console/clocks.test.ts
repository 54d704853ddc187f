// Time at the counter: the server's, in words one reads from afar, in days of Paris.
import { describe, expect, it } from 'vitest';
import { betterOf, readingOf } from '../../web/api/server-clock.ts';
import { countdownWords, urgencyOf } from '../../web/console/orders/countdown.ts';
import { parisDay, spanOf, startOfDay } from '../../web/console/orders/paris-day.ts';
import { FR } from '../../web/texts/fr.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

describe('the server’s clock', () => {
  const DATE = 'Wed, 25 Nov 2026 11:00:00 GMT';
  const noon = Date.parse(DATE);

  it('a tablet an hour behind → an hour is added', () => {
    const sentAt = noon - 3_600_000;
    const read = readingOf({ date: DATE, sentAt, receivedAt: sentAt + 200 });
    expect(read).toEqual({ offset: 3_600_000 + 500 - 100, margin: 600 });
  });

  it.each([null, '', 'hier'])('no date to be read (%j) → nothing learnt', (date) => {
    expect(readingOf({ date, sentAt: 0, receivedAt: 1 })).toBeNull();
  });

  it('the more exact of two is kept, and a contradiction means that somebody set the clock', () => {
    const exact = { offset: 1_000, margin: 510 };
    const vague = { offset: 1_900, margin: 3_000 };
    expect(betterOf(null, vague)).toBe(vague);
    expect(betterOf(exact, vague)).toBe(exact);
    expect(betterOf(vague, exact)).toBe(exact);
    const afterSetting = { offset: 900_000, margin: 3_000 };
    expect(betterOf(exact, afterSetting)).toBe(afterSetting);
  });
});

describe('the countdown', () => {
  it.each<[left: number, words: string, urgency: string]>([
    [26 * 60 * MINUTE + 5 * MINUTE, '26 h 05', 'calm'],
    [60 * MINUTE, '1 h 00', 'calm'],
    [60 * MINUTE - 1, '59 min', 'calm'],
    [10 * MINUTE, '10 min', 'calm'],
    [10 * MINUTE - 1, '9 min 59', 'soon'],
    [3 * MINUTE, '3 min 00', 'soon'],
    [3 * MINUTE - SECOND, '2 min 59', 'now'],
    [MINUTE - 1, '60 s', 'now'],
    [SECOND, '1 s', 'now'],
    [1, '1 s', 'now'],
    [0, 'Délai passé', 'over'],
    [-MINUTE, 'Délai passé', 'over'],
  ])('%i ms → %s, %s', (left, words, urgency) => {
    expect([countdownWords(left, FR), urgencyOf(left)]).toEqual([words, urgency]);
  });
});

describe('a day of the shop', () => {
  it('begins at midnight in Paris, in winter and in summer', () => {
    expect(startOfDay('2026-11-25')).toBe(Date.parse('2026-11-24T23:00:00Z'));
    expect(startOfDay('2026-07-14')).toBe(Date.parse('2026-07-13T22:00:00Z'));
  });

  it.each([
    ['2026-11-25', 24],
    ['2026-03-29', 23],
    ['2026-10-25', 25],
    ['2026-12-31', 24],
  ])('%s → has %i hours', (day, hours) => {
    const span = spanOf(day);
    const [from, before] = [Date.parse(span?.placedFrom ?? ''), Date.parse(span?.placedBefore ?? '')];
    expect((before - from) / 3_600_000).toBe(hours);
    expect([parisDay(from), parisDay(from - 1) < day, parisDay(before - 1), parisDay(before) > day]).toEqual([
      day,
      true,
      day,
      true,
    ]);
  });

  it.each(['', '2026-13-01', '2026-02-30', 'demain'])('%j is none', (day) => {
    expect([startOfDay(day), spanOf(day)]).toEqual([null, null]);
  });
});
