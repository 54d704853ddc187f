// How often each order was told something by Stripe: the signals in the histories of all its workflows.
import { Client, Connection } from '@temporalio/client';
import { stripeEventSignal } from '../../workflows/messages.ts';
import { inLanes } from './lanes.ts';

const READERS = 8;

/** @param address Temporal's, `host:port`. @returns signals by order id; an aftercare counts for its order. */
export async function countSignals(address: string): Promise<ReadonlyMap<string, number>> {
  const connection = await Connection.connect({ address });
  try {
    const client = new Client({ connection });
    const runs: { workflowId: string; runId: string }[] = [];
    for await (const { workflowId, runId } of client.workflow.list()) runs.push({ workflowId, runId });
    const told = new Map<string, number>();
    await inLanes(runs, READERS, async ({ workflowId, runId }) => {
      const { events } = await client.workflow.getHandle(workflowId, runId).fetchHistory();
      const signals = (events ?? []).filter(
        (event) => event.workflowExecutionSignaledEventAttributes?.signalName === stripeEventSignal.name,
      );
      const orderId = workflowId.replace(/^order-/, '').replace(/-aftercare$/, '');
      told.set(orderId, (told.get(orderId) ?? 0) + signals.length);
    });
    return told;
  } finally {
    await connection.close();
  }
}
