// Why an activity failed, as the table of failures names it.
import { ActivityFailure, ApplicationFailure } from '@temporalio/common';

/** @returns the type of the failure behind what an activity's call threw; undefined for anything else. */
export function failureType(error: unknown): string | undefined {
  const cause = error instanceof ActivityFailure ? error.cause : error;
  return cause instanceof ApplicationFailure ? (cause.type ?? undefined) : undefined;
}
