// Port: how a fact of Stripe's reaches the order it is about, whoever learned of it.
import type { OrderId } from '../ids.ts';
import type { StripeFact } from '../payment-facts.ts';

export interface FactTeller {
  /**
   * Tells a verified fact to the order, or to its aftercare when it has ended. An order that is open and whose workflow
   * was lost is resumed with it. Resolves once Temporal has it.
   * Telling again is harmless: a workflow knows its events by id, and most facts by their effect.
   * @throws TemporalAway
   */
  tellFact(orderId: OrderId, fact: StripeFact): Promise<void>;
}

/** Temporal, or the order's worker, did not answer in time: nothing is known, asking again is safe. */
export class TemporalAway extends Error {
  override readonly name = 'TemporalAway';
}

/**
 * gRPC's CANCELLED, DEADLINE_EXCEEDED, RESOURCE_EXHAUSTED, FAILED_PRECONDITION, ABORTED, UNAVAILABLE: asking again later
 * may work. Temporal calls it a failed precondition when a worker gave up the task that was to take an update.
 */
export const AWAY_STATUSES: ReadonlySet<number> = new Set([1, 4, 8, 9, 10, 14]);
