// Stripe limits the calls to each endpoint: the calls of this process wait their turn, and are refused far down the queue.
import type Stripe from 'stripe';
import { orderIdIn } from '../../domain/identity.ts';
import { operationOf } from './operation.ts';
import { UNWATCHED, type WatchCall } from './stripe-watch.ts';

type HttpClient = ReturnType<typeof Stripe.createNodeHttpClient>;

/** The share of a second's calls that may come at once: bursts of an idle service need not wait. */
const BURST = 0.1;
/** Milliseconds a call waits at most; a caller that waits longer had better ask again later. */
const PATIENCE = 10_000;

/** @param perSecond calls to one endpoint. @returns the same client, whose calls begin when it is their turn. */
export function paced(
  client: HttpClient,
  perSecond: number,
  watch: WatchCall = UNWATCHED,
): Pick<HttpClient, 'getClientName' | 'makeRequest'> {
  const turn = turns(perSecond);
  return {
    getClientName: () => client.getClientName(),
    async makeRequest(...call) {
      const [, , path, method, headers] = call;
      const endpoint = endpointOf(method, path);
      return watch({ operation: operationOf(endpoint), orderId: orderOf(headers) }, async (onTurn) => {
        await turn(endpoint);
        onTurn();
        return client.makeRequest(...call);
      });
    },
  };
}

/** Every write's idempotency key begins with the order it is about. */
function orderOf(headers: object) {
  const key: unknown = Reflect.get(headers, 'Idempotency-Key');
  return typeof key === 'string' ? orderIdIn(key) : null;
}

interface Queue {
  /** Fulfilled when the last of the queue has begun. */
  last: Promise<void>;
  waiting: number;
  nextAt: number;
}

/**
 * Calls of one name begin `1 / perSecond` apart, save for a burst of a tenth of `perSecond`. Each is timed by when the
 * one before it began in truth: a process that stood still does not make up for it.
 * @returns resolves when it is the caller's turn; rejects when that is too far off.
 */
export function turns(perSecond: number): (name: string) => Promise<void> {
  const interval = 1_000 / perSecond;
  const ahead = Math.max(0, perSecond * BURST - 1) * interval;
  const queues = new Map<string, Queue>();
  const begin = async (queue: Queue): Promise<void> => {
    const wait = queue.nextAt - ahead - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    queue.nextAt = Math.max(queue.nextAt, performance.now()) + interval;
    queue.waiting -= 1;
  };
  return async (name) => {
    const queue = queues.get(name) ?? { last: Promise.resolve(), waiting: 0, nextAt: 0 };
    queues.set(name, queue);
    if (queue.waiting * interval > PATIENCE) throw new Error(`too many calls are waiting for ${name}`);
    queue.waiting += 1;
    queue.last = queue.last.then(() => begin(queue));
    await queue.last;
  };
}

/** Method and path with `:id` for what names one object: `POST /v1/checkout/sessions/:id/expire`. */
export function endpointOf(method: string, path: string): string {
  const [bare = ''] = path.split('?');
  return `${method} ${bare.replaceAll(/\/[a-z]+_\w+(?=\/|$)/g, (segment) => (KNOWN.test(segment) ? segment : '/:id'))}`;
}

/** Collections whose names look like ids. */
const KNOWN = /^\/(payment_intents|balance_transactions|webhook_endpoints)$/;
