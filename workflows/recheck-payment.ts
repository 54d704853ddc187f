// An operator has the payment looked up at Stripe: answered with what was found, which the order then believes.
import type { Actor } from '../domain/actor.ts';
import type { CheckedPayment } from '../domain/order-event.ts';
import type { SessionFacts } from '../domain/payment-facts.ts';
import { believeSession } from './believe.ts';
import { stripeBriefly } from './effects.ts';
import type { CheckedStanding } from './messages.ts';
import { happen, type OrderRun } from './order-run.ts';
import { untilRecorded } from './recorder.ts';
import { refusal, standing } from './standing.ts';

/** @throws ApplicationFailure `NOTHING_TO_CHECK`; `STRIPE_UNKNOWN` when Stripe does not tell soon. */
export async function recheckPayment(order: OrderRun, by: Actor): Promise<CheckedStanding> {
  const sessionId = refuseUncheckable(order);
  const session = await lookUp(order, sessionId);
  const found = meaningOf(session);
  happen(order, { type: 'PAYMENT_CHECKED', by, found });
  if (session !== null) believeSession(order, session);
  // The refunds of a payment are another list, and another question.
  if (order.state.refund !== null) order.lookUpWanted = true;
  await untilRecorded(order);
  return { ...standing(order), found, session: session === null ? null : summary(session) };
}

/** @returns the session to look up. @throws ApplicationFailure `NOTHING_TO_CHECK` */
export function refuseUncheckable(order: OrderRun): string {
  const { checkout } = order.state;
  if (checkout === null) throw refusal('NOTHING_TO_CHECK', order);
  return checkout.sessionId;
}

/** @throws ApplicationFailure `STRIPE_UNKNOWN`: an outage or a refused key is the story's own matter, and raised there. */
async function lookUp(order: OrderRun, sessionId: string): Promise<SessionFacts | null> {
  const answer = await stripeBriefly.lookUpCheckout(sessionId).catch(() => null);
  if (answer?.kind !== 'done') throw refusal('STRIPE_UNKNOWN', order);
  return answer.value;
}

function meaningOf(session: SessionFacts | null): CheckedPayment {
  if (session === null) return 'MISSING';
  if (session.status === 'complete') return session.paid ? 'PAID' : 'PROMISED';
  return session.status === 'open' ? 'OPEN' : 'EXPIRED';
}

function summary({
  sessionId,
  status,
  paid,
  total,
  paymentIntentId,
}: SessionFacts): CheckedStanding['session'] {
  return { sessionId, status, paid, total, paymentIntentId };
}
