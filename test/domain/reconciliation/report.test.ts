// What a run carries along: bounded, whatever comes, and never skipping a moment.
import { describe, expect, it } from 'vitest';
import { unreadableFinding } from '../../../domain/reconciliation/findings.ts';
import {
  addSuspects,
  addTo,
  emptyReport,
  MOST_NAMED,
  markOf,
  OVERLAP,
  sinceOf,
  suspectOf,
} from '../../../domain/reconciliation/report.ts';
import { days, instant } from '../../../domain/time.ts';
import { NOW, ORDER } from './looks.ts';

const SINCE = instant(NOW - days(2));

describe('a report', () => {
  it('names the first and counts all', () => {
    const many = Array.from({ length: MOST_NAMED + 7 }, (_, index) => index);
    const both = addTo(addTo({ count: 0, named: [] as readonly number[] }, many), [1, 2]);
    expect(both.count).toBe(MOST_NAMED + 9);
    expect(both.named).toEqual(many.slice(0, MOST_NAMED));
  });

  it('that names everything → the next run begins where it began, less the overlap', () => {
    const mark = markOf(emptyReport(SINCE, NOW));
    expect(mark).toBe(NOW);
    expect(sinceOf(mark, instant(NOW + days(1)))).toBe(NOW - OVERLAP);
  });

  it('that could not name everything → the next run begins at the same place again', () => {
    const full = { ...emptyReport(SINCE, NOW), unexplained: { count: 3, named: [] } };
    expect(sinceOf(markOf(full), NOW)).toBe(SINCE);
  });

  it('with something unreadable that is no known order’s → the next run begins at the same place again', () => {
    const nobodys = unreadableFinding(['ch_1']);
    const known = { ...nobodys, orderId: ORDER };
    const markWith = (...named: readonly (typeof nobodys)[]) =>
      markOf({ ...emptyReport(SINCE, NOW), unexplained: { count: named.length, named } });
    expect(sinceOf(markWith(known, nobodys), NOW)).toBe(SINCE);
    // The order is open, and looked at again wherever the run begins.
    expect(markWith(known)).toBe(NOW);
  });

  it('of no run before → thirty days back, as long as Stripe keeps its events', () => {
    expect(sinceOf(null, NOW)).toBe(NOW - days(30));
  });
});

describe('suspects', () => {
  it('of one order are one, with all that gave rise to them', () => {
    const one = suspectOf(ORDER, { sessionIds: ['cs_1'], isTold: true });
    const other = suspectOf(ORDER, { sessionIds: ['cs_1', 'cs_2'], paymentIntentIds: ['pi_1'] });
    expect(addSuspects([one], [other])).toEqual([
      { orderId: ORDER, sessionIds: ['cs_1', 'cs_2'], paymentIntentIds: ['pi_1'], isTold: true },
    ]);
  });
});
