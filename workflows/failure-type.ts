// Failures by their names in the table: why an activity failed, and what a workflow says itself.

import { ActivityFailure, ApplicationFailure } from '@temporalio/common';
import { FAILURES, type FailureCode } from '../domain/failures.ts';

/** @returns the type of the failure behind what an activity's call threw; undefined for anything else. */
export function failureType(error: unknown): string | undefined {
  const cause = error instanceof ActivityFailure ? error.cause : error;
  return cause instanceof ApplicationFailure ? (cause.type ?? undefined) : undefined;
}

export function failureOf(type: FailureCode): ApplicationFailure {
  return ApplicationFailure.create({ type, message: FAILURES[type].detail, nonRetryable: true });
}

/** For decisions that come before the order is read back: sent again in a moment, they are heard. */
export function notYet(): never {
  throw failureOf('UNAVAILABLE');
}
