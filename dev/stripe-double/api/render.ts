// The headers and the body of an API answer.
import Stripe from 'stripe';
import type { Answer } from '../double.ts';

interface About {
  readonly requestId: string;
  readonly key: string | null;
  /** The request whose stored answer this is. */
  readonly original?: string;
}

/** A body that is a text is a stored one, given again as it was. */
export function renderAnswer(result: { status: number; body: object | string }, about: About): Answer {
  const { status, body } = result;
  return {
    status,
    headers: {
      'cache-control': 'no-cache, no-store',
      'content-type': 'application/json',
      'request-id': about.requestId,
      'stripe-version': Stripe.API_VERSION,
      ...(about.key === null ? {} : keyHeaders(about.key, about)),
      ...retryAdvice(status, about.key),
    },
    body: typeof body === 'string' ? body : `${JSON.stringify(body, null, 2)}\n`,
  };
}

function keyHeaders(key: string, about: About): Record<string, string> {
  return {
    'idempotency-key': key,
    'original-request': about.original ?? about.requestId,
    ...(about.original === undefined ? {} : { 'idempotent-replayed': 'true' }),
  };
}

/** A stored 500 would only be given again, so the client is told not to retry it. */
function retryAdvice(status: number, key: string | null): Record<string, string> {
  if (status === 409 || status === 429) return { 'stripe-should-retry': 'true' };
  return status >= 500 ? { 'stripe-should-retry': String(key === null) } : {};
}
