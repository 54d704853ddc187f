// The butcher's words with a refusal: kept beside the order, never in its workflow, and only if it was refused.
import { isOpen } from '../../domain/order-status.ts';
import type { OrderView } from '../../domain/ports/orders-view.ts';
import type { ApiParts } from '../parts.ts';
import { Refusal } from '../problem/refusal.ts';

type Parts = Pick<ApiParts, 'privateDetails'>;

/** Kept before the decision, so that whoever sees the refusal sees the words; taken back when it came to nothing. */
export async function withMessage(
  parts: Parts,
  { order, message }: { readonly order: OrderView; readonly message: string | null },
  decide: () => Promise<OrderView>,
): Promise<OrderView> {
  // An order that has ended keeps the words it ended with.
  if (message === null || !isOpen(order.status)) return decide();
  await parts.privateDetails.keepMessage(order.orderId, message);
  try {
    return await decide();
  } catch (error) {
    if (isDefinite(error)) await parts.privateDetails.keepMessage(order.orderId, null);
    throw error;
  }
}

/** After a lost answer the decision may stand, so its words must too. */
const isDefinite = (error: unknown): boolean => error instanceof Refusal && error.code !== 'UNAVAILABLE';
