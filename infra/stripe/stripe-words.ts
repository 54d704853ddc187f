// What an error of Stripe's SDK says of itself, by codes and ids. Its sentences repeat what was sent: addresses, names, keys.
import type Stripe from 'stripe';

type StripeError = InstanceType<typeof Stripe.errors.StripeError>;

/** Codes, names of parameters, ids of requests; whatever else stands there is not what it should be. */
const WORD = /^[\w.[\]-]{1,100}$/;

/** E.g. `HTTP 400 email_invalid customer_email req_1A2b`, `no answer ECONNREFUSED`. For logs and histories. */
export function wordsOf(error: StripeError): string {
  const { statusCode, code, rawType, param, requestId } = error;
  const outcome = statusCode === undefined ? 'no answer' : `HTTP ${statusCode}`;
  const words = [code ?? rawType ?? causeOf(error), param, requestId];
  return [outcome, ...words.filter((word) => word !== undefined && WORD.test(word))].join(' ');
}

/** The code of the connection's own error. */
function causeOf({ detail }: StripeError): string | undefined {
  // Declared as text; the SDK puts the error itself there.
  const cause: unknown = detail;
  return cause instanceof Error && 'code' in cause ? String(cause.code) : undefined;
}
