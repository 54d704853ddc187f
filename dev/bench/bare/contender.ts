// C: the messages of ours by a bare client.
import { type Client, WithStartWorkflowOperation } from '@temporalio/client';
import type { Contender } from '../compare/contender.ts';
import { acceptUpdate, paidSignal, placeUpdate, TASK_QUEUE } from './messages.ts';
import type { bareOrder } from './workflow.ts';

export function openBare({ workflow }: Client): Contender {
  return {
    letter: 'C',
    live: async ({ orderId }) => {
      const workflowId = `${TASK_QUEUE}-${orderId}`;
      const startedAt = performance.now();
      const startWorkflowOperation = new WithStartWorkflowOperation<typeof bareOrder>('bareOrder', {
        workflowId,
        taskQueue: TASK_QUEUE,
        workflowIdConflictPolicy: 'FAIL',
      });
      await workflow.executeUpdateWithStart(placeUpdate, { startWorkflowOperation });
      const checkoutMs = performance.now() - startedAt;
      const handle = workflow.getHandle(workflowId);
      await handle.signal(paidSignal);
      await handle.executeUpdate(acceptUpdate);
      return { checkoutMs };
    },
  };
}
