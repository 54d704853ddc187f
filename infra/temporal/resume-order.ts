// Starts an order's workflow again where it was lost; one that completed is never started again.
import {
  type Client,
  isGrpcServiceError,
  ServiceError,
  type SignalDefinition,
  WorkflowExecutionAlreadyStartedError,
} from '@temporalio/client';
import { ORDERS_TASK_QUEUE, orderWorkflowId, RESUMED_ORDER_WORKFLOW_TYPE } from '../../domain/identity.ts';
import type { OrderId } from '../../domain/ids.ts';
import type { StripeFact } from '../../domain/payment-facts.ts';

export interface FirstSignal {
  readonly signal: SignalDefinition<[StripeFact]>;
  readonly fact: StripeFact;
}

/**
 * Joins the workflow if it runs after all, and tells it the fact, if any.
 * @returns false when the order's last workflow completed: it is not lost.
 */
export async function resumeOrder(
  { workflow }: Client,
  orderId: OrderId,
  first: FirstSignal | null,
): Promise<boolean> {
  const options = {
    workflowId: orderWorkflowId(orderId),
    taskQueue: ORDERS_TASK_QUEUE,
    args: [orderId],
    workflowIdReusePolicy: 'ALLOW_DUPLICATE_FAILED_ONLY' as const,
    workflowIdConflictPolicy: 'USE_EXISTING' as const,
    staticSummary: `Reprise de la commande ${orderId}`,
  };
  try {
    if (first === null) await workflow.start(RESUMED_ORDER_WORKFLOW_TYPE, options);
    else {
      const { signal, fact } = first;
      await workflow.signalWithStart(RESUMED_ORDER_WORKFLOW_TYPE, { ...options, signal, signalArgs: [fact] });
    }
    return true;
  } catch (error) {
    if (isAlreadyStarted(error)) return false;
    throw error;
  }
}

const ALREADY_EXISTS = 6;

function isAlreadyStarted(error: unknown): boolean {
  if (error instanceof WorkflowExecutionAlreadyStartedError) return true;
  const inner = error instanceof ServiceError ? error.cause : error;
  return isGrpcServiceError(inner) && inner.code === ALREADY_EXISTS;
}
