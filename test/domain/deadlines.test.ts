// Deadlines: by the policy, counted while the shop is open, never after the pickup.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decisionTimes, paymentDeadline, pickupGraceEnd, sessionExpiry } from '../../domain/deadlines.ts';
import type { OpeningHours } from '../../domain/opening-hours.ts';
import { DEFAULT_POLICY } from '../../domain/policy.ts';
import { type Instant, instant, minutes, seconds } from '../../domain/time.ts';
import { ALWAYS_OPEN, placedOrder } from '../support/placed-orders.ts';

const at = (iso: string): Instant => instant(Date.parse(iso));
const TUESDAY: OpeningHours = [{ day: 2, opens: '08:00', closes: '19:00' }];

describe('paying', () => {
  it.each([
    ['the usual window', minutes(35), 35, 35],
    ['a window shorter than Stripe’s minimum', seconds(90), 1.5, 31],
    ['a window of exactly the minimum', minutes(31), 31, 31],
  ])('%s → the order waits that long, the session at least 31 minutes', (...[, window, waits, lives]) => {
    const placed = placedOrder({ policy: { ...DEFAULT_POLICY, paymentWindow: window } });
    const placedAt = at('2026-11-24T09:00:00Z');
    expect(paymentDeadline(placed, placedAt) - placedAt).toBe(minutes(waits));
    expect(sessionExpiry(placed, placedAt) - placedAt).toBe(minutes(lives));
  });
});

describe('deciding', () => {
  it.each([
    ['open: from now', TUESDAY, '2026-11-24T09:00:00Z', null, '09:15', '09:30'],
    ['closed: from the opening', TUESDAY, '2026-11-24T05:00:00Z', null, '07:15', '07:30'],
    ['the pickup is near: until the pickup', TUESDAY, '2026-11-24T09:00:00Z', '09:10', '09:05', '09:10'],
    ['the pickup has passed: at once', TUESDAY, '2026-11-24T09:00:00Z', '08:50', '09:00', '09:00'],
    [
      'closed until after the pickup: at the pickup',
      TUESDAY,
      '2026-11-24T05:00:00Z',
      '06:00',
      '06:00',
      '06:00',
    ],
    ['a shop that never opens: from now', [], '2026-11-24T09:00:00Z', null, '09:15', '09:30'],
  ])('%s', (...[, hours, alertedAt, pickup, remind, deadline]) => {
    const sameDay = (clock: string): Instant => at(`2026-11-24T${clock}:00Z`);
    const placed = placedOrder({ hours, pickupAt: pickup === null ? null : sameDay(pickup) });
    expect(decisionTimes(placed, at(alertedAt))).toEqual({
      remindAt: sameDay(remind),
      deadline: sameDay(deadline),
    });
  });

  it('at any time, with any window and pickup → alerted ≤ reminded ≤ deadline ≤ pickup', () => {
    const offset = fc.integer({ min: 0, max: 14 * 24 * 60 });
    fc.assert(
      fc.property(offset, fc.option(offset), fc.integer({ min: 1, max: 600 }), (alert, pickup, window) => {
        const start = at('2026-03-20T00:00:00Z');
        const minute = (count: number): Instant => instant(start + minutes(count));
        const placed = placedOrder({
          hours: TUESDAY,
          pickupAt: pickup === null ? null : minute(pickup),
          policy: { ...DEFAULT_POLICY, decisionWindow: minutes(window) },
        });
        const { remindAt, deadline } = decisionTimes(placed, minute(alert));
        expect(remindAt).toBeGreaterThanOrEqual(minute(alert));
        expect(remindAt).toBeLessThanOrEqual(deadline);
        if (pickup !== null && pickup >= alert) expect(deadline).toBeLessThanOrEqual(minute(pickup));
      }),
    );
  });
});

describe('the pickup grace', () => {
  const ready = at('2026-11-24T09:00:00Z');
  it.each([
    ['no pickup time: from ready', null, '2026-11-25T09:00:00Z'],
    ['ready before the pickup: from the pickup', '2026-11-24T17:00:00Z', '2026-11-25T17:00:00Z'],
    ['ready after the pickup: from ready', '2026-11-24T08:00:00Z', '2026-11-25T09:00:00Z'],
  ])('%s', (_when, pickup, end) => {
    const placed = placedOrder({ hours: ALWAYS_OPEN, pickupAt: pickup === null ? null : at(pickup) });
    expect(new Date(pickupGraceEnd(placed, ready)).toISOString()).toBe(new Date(end).toISOString());
  });
});
