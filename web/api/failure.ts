// How a request can fail: refused by the API in its own words, or without an answer.
import type { Problem } from './bodies.ts';

/** The API answered with a problem; `message` is French and safe to show: see `failureWords`. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  readonly problem: Problem;
  /** Seconds, when the API asked to come back later. */
  readonly retryAfter: number | null;

  constructor(problem: Problem, retryAfter: number | null) {
    super(problem.detail);
    this.problem = problem;
    this.retryAfter = retryAfter;
  }
}

/** Nothing came back: whether the request arrived is not known. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
  /** The device itself says that it is offline: nothing was sent. */
  readonly isOffline: boolean;

  constructor(isOffline: boolean, cause?: unknown) {
    super(isOffline ? 'offline' : 'no answer', { cause });
    this.isOffline = isOffline;
  }
}

export const codeOf = (error: unknown): string | null =>
  error instanceof ApiProblem ? error.problem.code : null;

export const statusOf = (error: unknown): number | null =>
  error instanceof ApiProblem ? error.problem.status : null;

/** What may go well when simply sent again. */
export function isPassing(error: unknown): boolean {
  const status = statusOf(error);
  return error instanceof NoAnswer || status === 503 || status === 429;
}
