// When a request is sent again, and how long after.
import { expect, it } from 'vitest';
import { ApiProblem, NoAnswer } from '../../web/api/failure.ts';
import { waitBeforeRetry } from '../../web/api/patience.ts';

const answered = (status: number, retryAfter: number | null = null): ApiProblem =>
  new ApiProblem({ type: '', title: '', status, code: '', detail: '', error: '' }, retryAfter);

it('busy, away, or no answer → again after a while, five times in all', () => {
  for (const error of [answered(503), answered(429), new NoAnswer(false)]) {
    const waits = [1, 2, 3, 4, 5].map((attempt) => waitBeforeRetry(attempt, error));
    expect(waits).toEqual([400, 1_000, 2_000, 4_000, null]);
  }
});

it('asked to come back after a time → then, but nobody waits longer than eight seconds', () => {
  expect(waitBeforeRetry(1, answered(503, 2))).toBe(2_000);
  expect(waitBeforeRetry(1, answered(429, 3_600))).toBe(8_000);
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
    expect(waitBeforeRetry(1, error)).toBeNull();
});
