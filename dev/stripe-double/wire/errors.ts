// Stripe's errors: what each refusal looks like on the wire, and whether an idempotency key remembers it.

interface ErrorBody {
  readonly type:
    | 'api_error'
    | 'card_error'
    | 'idempotency_error'
    | 'invalid_request_error'
    | 'rate_limit_error';
  readonly message: string;
  readonly code?: string;
  readonly decline_code?: string;
  readonly param?: string;
  readonly charge?: string;
  readonly payment_intent?: object;
  readonly payment_method?: object;
}

export interface Refusal {
  readonly status: number;
  readonly error: ErrorBody;
  /** Whether the endpoint had begun its work: only then does an idempotency key remember the answer. */
  readonly begun: boolean;
}

/** Thrown by handlers; every other error is a fault of the double and answers 500. */
export class StripeRefusal extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.error.message);
    this.refusal = refusal;
  }
}

type Details = Omit<ErrorBody, 'type'>;

/** 400: the request is well-formed but cannot be done now. */
export function refuseRequest(details: Details): StripeRefusal {
  return refuse(400, { type: 'invalid_request_error', ...details }, true);
}

/** 400: the parameters themselves are wrong; nothing was begun. */
export function refuseParams(details: Details): StripeRefusal {
  return refuse(400, { type: 'invalid_request_error', ...details }, false);
}

/** 404 `resource_missing`; `param` names where the id was given. */
export function refuseMissing(what: string, id: string, param = 'id'): StripeRefusal {
  return refuse(
    404,
    { type: 'invalid_request_error', code: 'resource_missing', message: `No such ${what}: '${id}'`, param },
    true,
  );
}

export function refuseCard(details: Details): StripeRefusal {
  return refuse(402, { type: 'card_error', ...details }, true);
}

export function refuseKey(message: string, inProgress = false): StripeRefusal {
  const code = inProgress ? { code: 'idempotency_key_in_use' } : {};
  return refuse(inProgress ? 409 : 400, { type: 'idempotency_error', message, ...code }, false);
}

export function refuseAuthentication(message: string): StripeRefusal {
  return refuse(401, { type: 'invalid_request_error', message }, false);
}

/** 429: too many calls within a second; the endpoint did not begin, so no key remembers it. */
export function refuseRate(): StripeRefusal {
  return new StripeRefusal(refuseByFault(429));
}

export function refuseUrl(method: string, path: string): StripeRefusal {
  const message = `Unrecognized request URL (${method}: ${path}). Please see https://stripe.com/docs or we can help at https://support.stripe.com/.`;
  return refuse(404, { type: 'invalid_request_error', message }, false);
}

/** What an injected status looks like: the double did nothing. */
export function refuseByFault(status: number): Refusal {
  const kinds: Readonly<Record<number, ErrorBody>> = {
    401: { type: 'invalid_request_error', message: 'Invalid API Key provided: sk_test_****ouble' },
    402: { type: 'card_error', code: 'card_declined', message: 'Your card was declined.' },
    409: {
      type: 'idempotency_error',
      code: 'idempotency_key_in_use',
      message: 'There is currently another in-progress request using this Idempotency Key.',
    },
    429: { type: 'invalid_request_error', code: 'rate_limit', message: 'Request rate limit exceeded.' },
  };
  const fallback: ErrorBody =
    status >= 500
      ? { type: 'api_error', message: 'An unknown error occurred (injected by a test).' }
      : { type: 'invalid_request_error', message: `Refused with ${status} (injected by a test).` };
  return { status, error: kinds[status] ?? fallback, begun: status >= 500 || status === 402 };
}

function refuse(status: number, error: ErrorBody, begun: boolean): StripeRefusal {
  return new StripeRefusal({ status, error, begun });
}
