// Short ways to ask the SDK what tests want to know.
import Stripe from 'stripe';

/** The error the SDK makes of a refusal; throws when there was none. */
export async function refusalOf(attempt: Promise<unknown>): Promise<Stripe.errors.StripeError> {
  const error: unknown = await attempt.then(
    () => new Error('was not refused'),
    (reason: unknown) => reason,
  );
  if (error instanceof Stripe.errors.StripeError) return error;
  throw error;
}

/** The expanded payment intent of a session. */
export function intentOf(session: Stripe.Checkout.Session): Stripe.PaymentIntent {
  const intent = session.payment_intent;
  if (intent === null || typeof intent === 'string') throw new Error('the payment intent is not expanded');
  return intent;
}

/** The types of all events about a payment, oldest first. */
export async function eventTypesOf(stripe: Stripe, paymentIntentId: string): Promise<string[]> {
  const events = await stripe.events.list({ limit: 100 });
  return events.data
    .filter((event) => JSON.stringify(event.data.object).includes(paymentIntentId))
    .map(({ type }) => type)
    .reverse();
}

/** The headers of an answer by name; the SDK's fetch client gives a `Headers`, its Node client an object. */
export function headersOf(answer: {
  lastResponse: { headers: Record<string, string> };
}): Record<string, string> {
  return Object.fromEntries(new Headers(answer.lastResponse.headers));
}
