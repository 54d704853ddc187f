// Handing facts over to the order's other workflow: of the two, one writes the order at a time.
import { getExternalWorkflowHandle } from '@temporalio/workflow';
import { knockSignal, stripeEventSignal } from './messages.ts';

/**
 * Tells it the facts, or only knocks; each fact that was taken leaves the list. Facts are signals nobody has read yet.
 * @returns false when no such workflow runs: Temporal knows, whatever its worker does.
 */
export async function handOver(workflowId: string, facts: unknown[]): Promise<boolean> {
  const other = getExternalWorkflowHandle(workflowId);
  try {
    await other.signal(knockSignal);
    while (facts.length > 0) {
      await other.signal<[unknown]>(stripeEventSignal.name, facts[0]);
      facts.shift();
    }
    return true;
  } catch {
    // Temporal refuses a signal where nobody is left to take it, and after ten thousand of them.
    return false;
  }
}
