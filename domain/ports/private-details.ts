// Port: an order's personal data, kept out of workflow histories and written before the order exists.
import type { OrderId } from '../ids.ts';

export interface PrivateDetails {
  readonly note: string | null;
  readonly name: string | null;
  readonly phone: string | null;
  readonly email: string | null;
}

export interface KeptDetails extends PrivateDetails {
  /** What the butcher wrote with a refusal. */
  readonly message: string | null;
}

export interface PrivateDetailsStore {
  /**
   * Keeps the details of an order to be, with the fingerprint of the request that places it.
   * @returns `mismatch` when the same order id was already asked for by another request body; nothing is written then.
   */
  keep(
    orderId: OrderId,
    details: PrivateDetails,
    fingerprint: string,
  ): Promise<'kept' | 'already_kept' | 'mismatch'>;
  /** What the butcher wrote to the customer with a refusal; null erases it. */
  keepMessage(orderId: OrderId, message: string | null): Promise<void>;
  messageOf(orderId: OrderId): Promise<string | null>;
  detailsOf(orderId: OrderId): Promise<PrivateDetails | null>;
  /** In one look, for a page of orders. Orders without details are absent. */
  ofOrders(orderIds: readonly OrderId[]): Promise<ReadonlyMap<OrderId, KeptDetails>>;
  /** Deletes details older than a day that never became an order, some of them if there are many. @returns how many. */
  purgeOrphans(): Promise<number>;
}
