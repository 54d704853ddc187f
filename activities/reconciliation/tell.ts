// Tells facts to their orders, one after the other, each only once.
import { forwardFact } from '../../domain/forward-fact.ts';
import type { OrderId } from '../../domain/ids.ts';
import type { ReportedFact } from '../../domain/ports/stripe-webhooks.ts';
import { forwardPorts, type ReconciliationPorts } from './ports.ts';

export interface Told {
  /** The order of each fact that had not been told before. */
  readonly orderIds: readonly OrderId[];
  /** Facts that were not told: their payment, and with it their order, could not be read. */
  readonly ownerless: readonly ReportedFact[];
}

/** @throws ApplicationFailure `STRIPE_UNKNOWN`, `STRIPE_KEY_REFUSED`: what was told by then is not told again. */
export async function tellAll(ports: ReconciliationPorts, facts: readonly ReportedFact[]): Promise<Told> {
  const way = forwardPorts(ports);
  const orderIds: OrderId[] = [];
  const ownerless: ReportedFact[] = [];
  for (const fact of facts) {
    const forwarded = await forwardFact(way, fact);
    if (forwarded.kind === 'owner_unknown') ownerless.push(fact);
    if (forwarded.kind !== 'told') continue;
    await forwarded.noted;
    orderIds.push(forwarded.orderId);
  }
  return { orderIds, ownerless };
}
