// More time for the decision: how much an operator may give, and what is refused.
import { describe, expect, it } from 'vitest';
import { extended, mayExtend } from '../../domain/extension.ts';
import { days, hours, instant, after as later, minutes, seconds } from '../../domain/time.ts';

const DEADLINE = instant(1_000_000_000);
const free = { pickupAt: null };

describe('moving the deadline', () => {
  it.each([
    ['a minute later', minutes(1), free, true],
    ['a day later', hours(24), free, true],
    ['not at all', minutes(0), free, false],
    ['by less than anybody can use', seconds(59), free, false],
    ['earlier', minutes(-1), free, false],
    ['by more than a day', hours(25), free, false],
    ['to the pickup', hours(1), { pickupAt: later(DEADLINE, hours(1)) }, true],
    ['past the pickup', minutes(61), { pickupAt: later(DEADLINE, hours(1)) }, false],
    ['where the pickup is the deadline', minutes(1), { pickupAt: DEADLINE }, false],
  ])('%s', (...row) => {
    const [, by, placed, may] = row;
    expect(mayExtend(placed, DEADLINE, later(DEADLINE, by))).toBe(may);
  });

  it('by minutes counts from the deadline; to an instant is that instant, however often it is said', () => {
    expect(extended(DEADLINE, { by: minutes(10) })).toBe(later(DEADLINE, minutes(10)));
    const until = later(DEADLINE, days(3));
    expect(extended(extended(DEADLINE, { until }), { until })).toBe(until);
  });
});
