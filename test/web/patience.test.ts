// When a request is sent again, and how long after.
import { expect, it } from 'vitest';
import { ApiProblem, NoAnswer } from '../../web/api/failure.ts';
import { waitBeforeRetry } from '../../web/api/patience.ts';
import type { SessionState } from '../../web/api/session.ts';

const at = (attempt: number, session: SessionState = 'unknown') => ({ attempt, session });
const answered = (status: number, retryAfter: number | null = null): ApiProblem =>
  new ApiProblem({ type: '', title: '', status, code: '', detail: '', error: '' }, retryAfter);

it('busy, away, or no answer → again after a while, five times in all', () => {
  for (const error of [answered(503), answered(429), new NoAnswer(false)]) {
    const waits = [1, 2, 3, 4, 5].map((attempt) => waitBeforeRetry(error, at(attempt)));
    expect(waits).toEqual([400, 1_000, 2_000, 4_000, null]);
  }
});

it('asked to come back after a time → then, but nobody waits longer than eight seconds', () => {
  expect(waitBeforeRetry(answered(503, 2), at(1))).toBe(2_000);
  expect(waitBeforeRetry(answered(503, 3_600), at(1))).toBe(8_000);
  expect(waitBeforeRetry(answered(429, 8), at(1))).toBe(8_000);
});

it('too many, and asked to come back later than anybody waits → said at once', () => {
  expect(waitBeforeRetry(answered(429, 9), at(1))).toBeNull();
});

it('refused, broken, or offline by the device’s own word → not again', () => {
  for (const error of [
    answered(401),
    answered(404),
    answered(422),
    answered(500),
    new NoAnswer(true),
    new Error(),
  ])
    expect(waitBeforeRetry(error, at(1))).toBeNull();
});

it('signed out although a session was there → its cookie is waited for, three times; else nothing is waited for', () => {
  const waits = (session: SessionState) =>
    [1, 2, 3, 4].map((attempt) => waitBeforeRetry(answered(401), at(attempt, session)));
  expect(waits('held')).toEqual([1_000, 2_000, 3_000, null]);
  for (const session of ['unknown', 'none', 'ended'] as const)
    expect(waits(session)).toEqual([null, null, null, null]);
});
