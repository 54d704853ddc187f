// C: the messages of ours by a bare client.
import { type Client, WithStartWorkflowOperation } from '@temporalio/client';
import type { Contender } from '../compare/contender.ts';
import { acceptUpdate, paidSignal, placeUpdate, TASK_QUEUE } from './messages.ts';
import type { bareOrder, emptyOrder } from './workflow.ts';

/** Starts one and waits for its answer. */
export const placeBare = (
  { workflow }: Client,
  type: 'bareOrder' | 'emptyOrder',
  workflowId: string,
): Promise<unknown> =>
  workflow.executeUpdateWithStart(placeUpdate, {
    startWorkflowOperation: new WithStartWorkflowOperation<typeof bareOrder | typeof emptyOrder>(type, {
      workflowId,
      taskQueue: TASK_QUEUE,
      workflowIdConflictPolicy: 'FAIL',
    }),
  });

export function openBare(client: Client): Contender {
  return {
    letter: 'C',
    live: async ({ orderId }) => {
      const workflowId = `${TASK_QUEUE}-${orderId}`;
      const startedAt = performance.now();
      await placeBare(client, 'bareOrder', workflowId);
      const checkoutMs = performance.now() - startedAt;
      const handle = client.workflow.getHandle(workflowId);
      await handle.signal(paidSignal);
      await handle.executeUpdate(acceptUpdate);
      return { checkoutMs };
    },
  };
}
