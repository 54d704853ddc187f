// Effect: reads the order's Checkout Session at Stripe.
import type { SessionFacts } from '../domain/payment-facts.ts';
import type { Payments } from '../domain/ports/payments.ts';
import { type Definite, definite } from './stripe-answer.ts';

/** `done` with null when Stripe knows no such session. */
export type LookUpCheckout = (sessionId: string) => Promise<Definite<SessionFacts | null>>;

export const lookUpCheckout =
  (payments: Payments): LookUpCheckout =>
  async (sessionId) =>
    definite(await payments.lookUpSession(sessionId));
