// Port: the orders as reconciliation reads them, at most a hundred at a time.
import type { OrderId } from '../ids.ts';
import type { OrderEntry } from '../reconciliation/order-entry.ts';
import type { Instant } from '../time.ts';

export interface EntriesPage {
  readonly entries: readonly OrderEntry[];
  /** Opaque; null on the last page. */
  readonly nextCursor: string | null;
}

export interface OrderBooks {
  /** Those of the ids that are orders, in any order. @param ids 100 at most. */
  byIds(ids: readonly OrderId[]): Promise<readonly OrderEntry[]>;
  /** Those that one of the payments belongs to. @param paymentIntentIds 100 at most. */
  byPayments(paymentIntentIds: readonly string[]): Promise<readonly OrderEntry[]>;
  /** Every order that is open, or owes money back. */
  unfinished(cursor: string | null): Promise<EntriesPage>;
  /** Every order whose last change was decided then or later, oldest change first. */
  changedSince(since: Instant, cursor: string | null): Promise<EntriesPage>;
}
