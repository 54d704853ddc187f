// How long to wait before a request is sent again, and when to stop.
import { ApiProblem, isPassing, NoAnswer } from './failure.ts';

/** Milliseconds before each further attempt. */
const WAITS: readonly number[] = [400, 1_000, 2_000, 4_000];
/** Milliseconds; someone is looking at the page. */
const LONGEST = 8_000;

/** @param attempt how often it was sent, from 1. @returns milliseconds; null to give up. */
export function waitBeforeRetry(attempt: number, error: unknown): number | null {
  const usual = WAITS[attempt - 1];
  if (usual === undefined || !isPassing(error)) return null;
  if (error instanceof NoAnswer && error.isOffline) return null;
  const asked = error instanceof ApiProblem ? error.retryAfter : null;
  return Math.min(asked === null ? usual : asked * 1_000, LONGEST);
}
