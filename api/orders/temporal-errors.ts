// What Temporal's client throws, reduced to what it means for the order asked about.
import {
  ApplicationFailure,
  isGrpcServiceError,
  ServiceError,
  WorkflowExecutionAlreadyStartedError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client';
import { type FailureCode, parseFailureCode } from '../../domain/failures.ts';
import { AWAY_STATUSES } from '../../domain/ports/fact-teller.ts';

export type Meaning =
  | { readonly kind: 'refused'; readonly code: FailureCode }
  | { readonly kind: 'ended' }
  | { readonly kind: 'away' }
  /** A mistake of ours. */
  | { readonly kind: 'broken' };

/** The server's word for an update whose workflow ended before it was done. */
const ENDED_MEANWHILE = 'AcceptedUpdateCompletedWorkflow';

export function meaningOf(error: unknown): Meaning {
  if (error instanceof WorkflowUpdateFailedError) return ofUpdate(error.cause);
  if (error instanceof WorkflowNotFoundError || error instanceof WorkflowExecutionAlreadyStartedError) {
    return { kind: 'ended' };
  }
  if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError) return { kind: 'away' };
  return { kind: isAway(error) ? 'away' : 'broken' };
}

function ofUpdate(cause: unknown): Meaning {
  if (!(cause instanceof ApplicationFailure)) return { kind: 'broken' };
  const type = cause.type ?? '';
  const code = parseFailureCode(type);
  if (code !== null) return { kind: 'refused', code };
  return { kind: type === ENDED_MEANWHILE ? 'ended' : 'broken' };
}

function isAway(error: unknown): boolean {
  const inner = error instanceof ServiceError ? error.cause : error;
  return isGrpcServiceError(inner) && AWAY_STATUSES.has(inner.code);
}
