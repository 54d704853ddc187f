// Whom an object speaks of, as far as anything in it can be read.
import { z } from 'zod';
import { stripeId } from './stripe-facts.ts';

export interface Named {
  /** As metadata or client reference say; not yet known to be of our kind. */
  readonly orderId: string | null;
  readonly paymentIntentId: string | null;
}

const word = z.string().nullable().catch(null);
const Names = z
  .object({
    metadata: z.object({ orderId: word }).catch({ orderId: null }),
    client_reference_id: word,
    payment_intent: z
      .union([stripeId, z.object({ id: stripeId }).transform(({ id }) => id)])
      .nullable()
      .catch(null),
  })
  .catch({ metadata: { orderId: null }, client_reference_id: null, payment_intent: null });

export function namedIn(object: unknown): Named {
  const { metadata, client_reference_id: reference, payment_intent: paymentIntentId } = Names.parse(object);
  return { orderId: metadata.orderId ?? reference, paymentIntentId };
}
