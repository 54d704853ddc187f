// Port: whether what is written of an order stands.
import type { OrderId } from '../ids.ts';

export interface OrderRest {
  /** True while a workflow of the order has a task under way: what that has written may yet be decided anew. */
  isDeciding(orderId: OrderId): Promise<boolean>;
}
