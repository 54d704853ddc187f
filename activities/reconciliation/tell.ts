// Tells facts to their orders, one after the other, each only once.
import { forwardFact } from '../../domain/forward-fact.ts';
import type { OrderId } from '../../domain/ids.ts';
import type { ReportedFact } from '../../domain/ports/stripe-webhooks.ts';
import { unknownOutcome } from '../stripe-answer.ts';
import { forwardPorts, type ReconciliationPorts } from './ports.ts';

/** @returns the order of each fact that had not been told before. */
export async function tellAll(
  ports: ReconciliationPorts,
  facts: readonly ReportedFact[],
): Promise<readonly OrderId[]> {
  const way = forwardPorts(ports);
  const told: OrderId[] = [];
  for (const fact of facts) {
    const forwarded = await forwardFact(way, fact);
    if (forwarded.kind === 'owner_unknown') throw unknownOutcome(forwarded.message);
    if (forwarded.kind !== 'told') continue;
    await forwarded.noted;
    told.push(forwarded.orderId);
  }
  return told;
}
