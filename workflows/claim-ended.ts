// After-care takes over an order that has ended, and no other: one that is open, or was never heard of, needs a person.
import { CancellationScope, isCancellation, log, patched, sleep } from '@temporalio/workflow';
import { orderWorkflowId } from '../domain/identity.ts';
import type { OrderId } from '../domain/ids.ts';
import { isOpen } from '../domain/order-status.ts';
import type { StoredOrder } from '../domain/ports/order-store.ts';
import { isMoneyFact } from '../domain/stripe-fact-shape.ts';
import { pausesOf } from './backoff.ts';
import { type Custody, lowerCustody, raiseCustody } from './custody.ts';
import { loadOrder } from './effects.ts';
import { handOver } from './hand-over.ts';

type Claim = StoredOrder | 'HANDED_OVER' | Custody;

/**
 * Waits for the order to be there and to have ended, with attention raised; the facts are kept meanwhile.
 * @returns null when nothing is left to do: the order's own workflow has the facts, they are about no money, or an
 * operator cancelled the wait.
 */
export async function claimEnded(orderId: OrderId, facts: unknown[]): Promise<StoredOrder | null> {
  const first = await claim(orderId, facts);
  if (first === 'MISSING' && !facts.some(isMoneyFact)) return null;
  if (first === 'HANDED_OVER') return null;
  if (first !== 'MISSING' && first !== 'OPEN') return first;
  raiseCustody(orderId, first);
  const stored = await untilClaimed(orderId, facts);
  lowerCustody();
  return stored;
}

/** An operator who has settled the matter cancels the workflow. */
async function untilClaimed(orderId: OrderId, facts: unknown[]): Promise<StoredOrder | null> {
  for (const pause of pausesOf()) {
    try {
      await sleep(pause, { summary: 'Relire la commande' });
    } catch (error) {
      if (!isCancellation(error)) throw error;
      log.warn('facts about an order were put away by hand', { orderId, facts: facts.length });
      return null;
    }
    const next = await claim(orderId, facts);
    if (next === 'HANDED_OVER') return null;
    if (next !== 'MISSING' && next !== 'OPEN') return next;
  }
  return null;
}

/**
 * First the row, then whether the order's own workflow runs: one that starts after that look finds the order ended,
 * and leaves it to this one.
 */
function claim(orderId: OrderId, facts: unknown[]): Promise<Claim> {
  return CancellationScope.nonCancellable(async () => {
    let stored = await loadOrder(orderId);
    if (patched('yields-to-the-order')) {
      if (await handOver(orderWorkflowId(orderId), facts)) return 'HANDED_OVER';
      // What it wrote before it ended, while it was being looked for.
      if (stored !== null && !isOpen(stored.state.status)) stored = await loadOrder(orderId);
    }
    if (stored === null) return 'MISSING';
    return isOpen(stored.state.status) ? 'OPEN' : stored;
  });
}
