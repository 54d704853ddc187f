// Port: goes on with an open order whose workflow was lost: terminated by mistake, or gone with Temporal's own data.
import type { OrderId } from '../ids.ts';

export interface OrderReviver {
  /**
   * Starts the order's workflow again from its row; joins one that runs after all.
   * @returns false when its last workflow completed, so that nothing is lost. @throws TemporalAway
   */
  resume(orderId: OrderId): Promise<boolean>;
}
