// What the system tests do to a running stack: order as the demo's customer, and read Stripe's books.
import { z } from 'zod';
import type { StackInfo } from '../../dev/stack/stack-info.ts';

export const WISH = {
  shopId: 'boucherie-martin',
  items: [{ productId: 'boeuf-bavette', quantity: 500, unit: 'g' }],
};
/** Cents of `WISH`. */
export const WISH_CENTS = 1245;

export const Checkout = z.object({ orderId: z.string(), url: z.string() });
const Ledger = z.object({
  orders: z.record(z.string(), z.object({ captured: z.number(), refunded: z.number() })),
});
const Faults = z.object({ faults: z.array(z.unknown()) });
const Requests = z.object({
  requests: z.array(
    z.object({ method: z.string(), path: z.string(), params: z.record(z.string(), z.unknown()) }),
  ),
});

export interface StackClient {
  /** As the demo's customer, unless the headers say otherwise; a text is sent as it is. */
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>;
  checkout(headers?: Record<string, string>): Promise<z.infer<typeof Checkout>>;
  /** The HTTP status of `/readyz`; 0 when nothing answers. */
  readiness(): Promise<number>;
  /** Cents per order at Stripe; undefined for one without a payment. */
  booksOf(orderId: string): Promise<{ readonly captured: number; readonly refunded: number } | undefined>;
  /** Injects a fault into the double; see `faultSchema`. */
  fault(fault: object): Promise<void>;
  /** Faults still to come. */
  faults(): Promise<readonly unknown[]>;
  /** Every call the service made to Stripe. */
  stripeRequests(): Promise<z.infer<typeof Requests>['requests']>;
}

export function stackClient(info: StackInfo): StackClient {
  const post: StackClient['post'] = (path, body, headers = {}) =>
    fetch(`${info.api}${path}`, {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${info.tokens.customer}`,
        'Content-Type': 'application/json',
        ...headers,
      },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  const double = async (path: string, init: RequestInit = {}): Promise<unknown> =>
    (await fetch(`${info.stripe}/_double${path}`, init)).json();
  return {
    post,
    checkout: async (headers) => Checkout.parse(await (await post('/api/checkout', WISH, headers)).json()),
    readiness: () =>
      fetch(`${info.api}/readyz`).then(
        ({ status }) => status,
        () => 0,
      ),
    booksOf: async (orderId) => Ledger.parse(await double('/ledger')).orders[orderId],
    fault: async (fault) => void (await double('/faults', { method: 'POST', body: JSON.stringify(fault) })),
    faults: async () => Faults.parse(await double('/faults')).faults,
    stripeRequests: async () => Requests.parse(await double('/requests')).requests,
  };
}
