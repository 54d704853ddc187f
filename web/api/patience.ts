// How long to wait before a request is sent again, and when to stop.
import { ApiProblem, isPassing, NoAnswer, statusOf } from './failure.ts';
import { type SessionState, waitForRenewal } from './session.ts';

/** Milliseconds before each further attempt. */
const WAITS: readonly number[] = [400, 1_000, 2_000, 4_000];
/** Milliseconds; someone is looking at the page. */
const LONGEST = 8_000;

export interface Attempt {
  /** How often it was sent, from 1. */
  readonly attempt: number;
  readonly session: SessionState;
}

/** @returns milliseconds; null to give up. */
export function waitBeforeRetry(error: unknown, { attempt, session }: Attempt): number | null {
  if (statusOf(error) === 401) return waitForRenewal(attempt, session);
  const usual = WAITS[attempt - 1];
  if (usual === undefined || !isPassing(error)) return null;
  if (error instanceof NoAnswer && error.isOffline) return null;
  const asked = error instanceof ApiProblem ? error.retryAfter : null;
  return asked === null ? usual : whenAsked(asked * 1_000, statusOf(error));
}

/** @param asked milliseconds. */
function whenAsked(asked: number, status: number | null): number | null {
  // Too many: sooner than it says, it would only be refused again. Away: it may be back before.
  if (status === 429 && asked > LONGEST) return null;
  return Math.min(asked, LONGEST);
}
