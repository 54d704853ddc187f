// Instants and durations.
import { describe, expect, it } from 'vitest';
import { days, hours, instant, isoTime, minutes, parseInstant, seconds, until } from '../../domain/time.ts';

describe('time', () => {
  it.each([
    ['2026-11-24T10:00:00+01:00', '2026-11-24T09:00:00.000Z'],
    ['2026-11-24T09:00:00.123Z', '2026-11-24T09:00:00.123Z'],
  ])('%s → %s', (text, expected) => {
    const parsed = parseInstant(text);
    expect(parsed === null ? null : isoTime(parsed)).toBe(expected);
  });

  it.each(['', 'demain', '2026-13-01T00:00:00Z'])('%j → no time', (text) => {
    expect(parseInstant(text)).toBeNull();
  });

  it('durations → milliseconds', () => {
    expect([seconds(1), minutes(1), hours(1), days(1)]).toEqual([1_000, 60_000, 3_600_000, 86_400_000]);
  });

  it('until something past → zero, not less', () => {
    expect(until(instant(5), instant(3))).toBe(0);
    expect(until(instant(3), instant(5))).toBe(2);
  });
});
