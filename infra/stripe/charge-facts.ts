// A charge narrowed to what the reconciliation compares.
import { z } from 'zod';
import type { ChargeFacts } from '../../domain/ports/stripe-books.ts';
import { amount, currency, metadata, reference, stripeId } from './stripe-facts.ts';

const Charge = z.object({
  object: z.literal('charge'),
  id: stripeId,
  status: z.enum(['succeeded', 'pending', 'failed']),
  payment_intent: reference,
  metadata,
  amount_captured: amount,
  amount_refunded: amount,
  currency,
  disputed: z.boolean(),
});

/** Null for anything that is no whole charge. */
export function chargeFacts(sent: unknown): ChargeFacts | null {
  const read = Charge.safeParse(sent);
  if (!read.success) return null;
  const charge = read.data;
  return {
    chargeId: charge.id,
    orderId: charge.metadata.orderId ?? null,
    paymentIntentId: charge.payment_intent,
    captured: {
      cents: charge.status === 'succeeded' ? charge.amount_captured : 0,
      currency: charge.currency,
    },
    refundedCents: charge.amount_refunded,
    disputed: charge.disputed,
  };
}
