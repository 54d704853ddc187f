// Effect: reads the order's Checkout Session at Stripe.
import type { SessionFacts } from '../domain/payment-facts.ts';
import type { Payments } from '../domain/ports/payments.ts';
import { type Definite, definite, unreadable } from './stripe-answer.ts';

/** `done` with null when Stripe knows no such session. */
export type LookUpCheckout = (sessionId: string) => Promise<Definite<SessionFacts | null>>;

export const lookUpCheckout =
  (payments: Payments): LookUpCheckout =>
  async (sessionId) =>
    readSession(payments, sessionId);

/** @throws ApplicationFailure, `STRIPE_UNREADABLE` when Stripe answers with another session. */
export async function readSession(
  payments: Payments,
  sessionId: string,
): Promise<Definite<SessionFacts | null>> {
  const answer = definite(await payments.lookUpSession(sessionId));
  const told = answer.kind === 'done' ? answer.value : null;
  if (told !== null && told.sessionId !== sessionId) throw unreadable(`asked for ${sessionId}, got another`);
  return answer;
}
