// A Stripe double in this process, with an SDK and a webhook receiver that check all they see against the SDK's types.
import Stripe from 'stripe';
import {
  type StripeDouble,
  type StripeDoubleOptions,
  startStripeDouble,
} from '../../dev/stripe-double/server.ts';
import { loadStripeSchema, type StripeSchema } from '../contracts/stripe-schema.ts';
import { startWebhookReceiver, type WebhookReceiver } from './webhook-receiver.ts';

export const WEBHOOK_SECRET = 'whsec_0123456789abcdef0123456789abcdef';

export interface CheckedDouble extends StripeDouble {
  /** Every answer it gets is checked; what is wrong with them is in `problems`. */
  readonly stripe: Stripe;
  readonly receiver: WebhookReceiver;
  readonly problems: readonly string[];
  /** Checks the requests the double has logged, whoever sent them; by default all of them. */
  requestProblems(status?: number): Promise<string[]>;
  /** `POST /_double…`; throws when the control refuses. */
  control(path: string, input?: object): Promise<Record<string, unknown>>;
  view(path: string): Promise<Record<string, unknown>>;
}

let schema: StripeSchema | undefined;

/** Outcomes come within tenths of a second unless `options` say otherwise. */
export async function startCheckedDouble(options: Partial<StripeDoubleOptions> = {}): Promise<CheckedDouble> {
  const known = schema ?? loadStripeSchema();
  schema = known;
  const problems: string[] = [];
  const check = (answer: unknown): void => void problems.push(...known.problemsOfAnswer(answer));
  const receiver = await startWebhookReceiver(WEBHOOK_SECRET, check);
  const double = await startStripeDouble({
    port: 0,
    webhook: { url: receiver.url, secret: WEBHOOK_SECRET },
    retryDelaysMs: [50, 100, 200],
    outcomeMs: 100,
    balanceMs: 20,
    ...options,
  });
  const call = async (method: string, path: string, input?: object): Promise<Record<string, unknown>> => {
    const body = input === undefined ? {} : { body: JSON.stringify(input) };
    const response = await fetch(`${double.url}/_double${path}`, { method, ...body });
    // Controls answer JSON objects, always.
    const answer = (await response.json()) as Record<string, unknown>;
    if (!response.ok) throw new Error(`${method} ${path}: ${String(answer.error)}`);
    return answer;
  };
  return {
    ...double,
    stripe: createCheckedStripe(double, check),
    receiver,
    problems,
    control: (path, input = {}) => call('POST', path, input),
    view: (path) => call('GET', path),
    async requestProblems(status) {
      // The double's own log: see `LoggedRequest`.
      const { requests } = (await call('GET', '/requests')) as { requests: Logged[] };
      return requests
        .filter((request) => status === undefined || request.status === status)
        .flatMap(({ method, path, params }) => known.problemsOfRequest(method, path, params));
    },
    async close() {
      await double.close();
      await receiver.close();
    },
  };
}

interface Logged {
  readonly method: string;
  readonly path: string;
  readonly params: object;
  readonly status: number | null;
}

/** The unchanged SDK; only what comes over the wire is looked at on its way. */
function createCheckedStripe(double: StripeDouble, check: (answer: unknown) => void): Stripe {
  const checkedFetch: typeof fetch = async (input, init) => {
    const response = await fetch(input, init);
    const answer: unknown = await response.clone().json();
    if (response.ok) check(answer);
    return response;
  };
  return new Stripe('sk_test_local_double', {
    host: '127.0.0.1',
    port: double.port,
    protocol: 'http',
    maxNetworkRetries: 0,
    telemetry: false,
    httpClient: Stripe.createFetchHttpClient(checkedFetch),
  });
}
