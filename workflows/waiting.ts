// Waiting for something until an instant, with a summary that the Temporal UI shows on the timer.
import { condition } from '@temporalio/workflow';
import { type Instant, until } from '../domain/time.ts';
import { now } from './order-run.ts';

/** @returns whether it came true in time. */
export async function waitUntil(isTrue: () => boolean, deadline: Instant, summary: string): Promise<boolean> {
  if (isTrue()) return true;
  const left = until(now(), deadline);
  if (left === 0) return false;
  return condition(isTrue, left, { summary });
}
