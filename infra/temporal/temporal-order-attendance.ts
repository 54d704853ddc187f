// The port OrderAttendance on Temporal: descriptions, which need no worker and no visibility store.
import { type Client, type WorkflowExecutionDescription, WorkflowNotFoundError } from '@temporalio/client';
import { aftercareWorkflowId, orderWorkflowId } from '../../domain/identity.ts';
import type { OrderAttendance } from '../../domain/ports/order-attendance.ts';
import type { OrderRunning } from '../../domain/reconciliation/order-entry.ts';
import { ORDER_STATUS, PAYMENT_STATUS } from '../../domain/search-attributes.ts';

/** Milliseconds for a description. */
const DEADLINE = 5_000;

export function openOrderAttendance(client: Client): OrderAttendance {
  return {
    async attendanceOf(orderId) {
      const order = await describe(client, orderWorkflowId(orderId));
      // Aftercare follows an end: as long as the order itself runs, there is none.
      const isRunning = order?.status.name === 'RUNNING';
      const aftercare = isRunning ? null : await describe(client, aftercareWorkflowId(orderId));
      return {
        order: order === null ? null : running(order),
        isAftercareRunning: aftercare?.status.name === 'RUNNING',
      };
    },
  };
}

async function describe(client: Client, workflowId: string): Promise<WorkflowExecutionDescription | null> {
  try {
    const { workflow } = client;
    return await workflow.withDeadline(Date.now() + DEADLINE, () =>
      workflow.getHandle(workflowId).describe(),
    );
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return null;
    throw error;
  }
}

function running({ status, typedSearchAttributes }: WorkflowExecutionDescription): OrderRunning {
  return {
    isRunning: status.name === 'RUNNING',
    status: typedSearchAttributes.get(ORDER_STATUS) ?? null,
    paymentStatus: typedSearchAttributes.get(PAYMENT_STATUS) ?? null,
  };
}
