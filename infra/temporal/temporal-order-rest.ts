// The port OrderRest on Temporal: whether a workflow of the order has a task that is not complete.
import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import { aftercareWorkflowId, orderWorkflowId } from '../../domain/identity.ts';
import type { OrderRest } from '../../domain/ports/order-rest.ts';

/** Milliseconds for a description. */
const DEADLINE = 4_000;

export function openOrderRest(client: Client): OrderRest {
  return {
    isDeciding: async (orderId) =>
      (await hasPendingTask(client, orderWorkflowId(orderId))) ||
      (await hasPendingTask(client, aftercareWorkflowId(orderId))),
  };
}

async function hasPendingTask({ workflow }: Client, workflowId: string): Promise<boolean> {
  try {
    const { raw } = await workflow.withDeadline(Date.now() + DEADLINE, () =>
      workflow.getHandle(workflowId).describe(),
    );
    return raw.pendingWorkflowTask != null;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    throw error;
  }
}
