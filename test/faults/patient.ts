// A client as clients should be: asks again with the same key until there is an answer, and takes a refusal for one.
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';

const Order = z.object({ id: z.string(), status: z.string(), paymentStatus: z.string() });
export type Order = z.infer<typeof Order>;
const Checkout = z.object({ orderId: z.string(), url: z.string() });
export type Checkout = z.infer<typeof Checkout>;

export interface Person {
  /** Places an order to be paid online. */
  checkout(wish: object, key: string): Promise<Checkout>;
  /** As above. @returns null when the time to pay was over before anybody answered. */
  checkoutInTime(wish: object, key: string): Promise<Checkout | null>;
  /** Places an order paid at the counter. */
  place(wish: object, key: string): Promise<Order>;
  order(orderId: string): Promise<Order>;
  timeline(orderId: string): Promise<unknown>;
  /** @returns false when it was refused. */
  decide(orderId: string, decision: string, body?: object): Promise<boolean>;
  checkPayment(orderId: string, sessionId: string): Promise<void>;
  /** @throws when it does not become so in time. */
  waitFor(orderId: string, isSo: (order: Order) => boolean): Promise<Order>;
}

/** What all clients of a run have been told. */
export interface Told {
  /** Orders that a 2xx spoke of. */
  readonly acknowledged: Set<string>;
  /** Answers that say the service itself is broken; being away is no such thing. */
  readonly broken: string[];
}

/** Milliseconds: an order may meet a fresh death at each of its attempts, which come ever more slowly, up to a minute apart. */
const PATIENCE = 900_000;
const ONE_ATTEMPT = 20_000;
const PAUSE = 300;
const LOOK_EVERY = 700;

export function openPerson(base: string, token: string, told: Told): Person {
  const ask = asking(base, token, told);
  const acknowledge = (orderId: string): void => void told.acknowledged.add(orderId);
  const opened = (answer: Answered): Checkout => {
    const page = Checkout.parse(accepted(answer));
    acknowledge(page.orderId);
    return page;
  };
  const order = async (orderId: string): Promise<Order> =>
    Order.parse(accepted(await ask('GET', `/api/orders/${orderId}`)));
  return {
    order,
    timeline: async (orderId) => accepted(await ask('GET', `/api/orders/${orderId}/timeline`)),
    checkout: async (wish, key) => opened(await ask('POST', '/api/checkout', { body: wish, key })),
    async checkoutInTime(wish, key) {
      const answer = await ask('POST', '/api/checkout', { body: wish, key });
      return answer.text.includes('CHECKOUT_CLOSED') ? null : opened(answer);
    },
    async place(wish, key) {
      const body = { ...wish, paymentMethod: 'ON_PICKUP' };
      const placed = Order.parse(accepted(await ask('POST', '/api/orders', { body, key })));
      acknowledge(placed.id);
      return placed;
    },
    decide: async (orderId, decision, body = {}) =>
      (await ask('POST', `/api/orders/${orderId}/${decision}`, { body })).status < 300,
    async checkPayment(orderId, sessionId) {
      await ask('POST', `/api/orders/${orderId}/payment-check`, { body: { sessionId } });
    },
    waitFor: (orderId, isSo) => waitFor(() => order(orderId), isSo),
  };
}

interface Sent {
  readonly body: object;
  readonly key?: string;
}

interface Answered {
  readonly what: string;
  readonly status: number;
  readonly text: string;
}

function asking(base: string, token: string, told: Told) {
  return async (method: string, path: string, sent?: Sent): Promise<Answered> => {
    const headers = {
      Authorization: `Bearer ${token}`,
      'Content-Type': 'application/json',
      ...(sent?.key === undefined ? {} : { 'Idempotency-Key': sent.key }),
    };
    const body = sent === undefined ? {} : { body: JSON.stringify(sent.body) };
    return insist(`${method} ${path}`, async () => {
      const signal = AbortSignal.timeout(ONE_ATTEMPT);
      const answer = await fetch(`${base}${path}`, { method, headers, signal, ...body });
      const text = await answer.text();
      const isAway = answer.status === 503 || answer.status === 429;
      if (answer.status >= 500 && !isAway)
        told.broken.push(`${method} ${path} answered ${answer.status}: ${text}`);
      if (answer.status >= 500 || isAway) throw new Error(`${answer.status}: ${text}`);
      return { what: `${method} ${path}`, status: answer.status, text };
    });
  };
}

/** Until it does not throw. @throws what it threw last, after too long. */
export async function insist<T>(what: string, attempt: () => Promise<T>): Promise<T> {
  const giveUpAt = Date.now() + PATIENCE;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (Date.now() > giveUpAt)
        throw new Error(`${what}: no answer for ${PATIENCE / 1_000} s`, { cause: error });
      await sleep(PAUSE);
    }
  }
}

function accepted({ what, status, text }: Answered): unknown {
  if (status >= 300) throw new Error(`${what} answered ${status}: ${text}`);
  return JSON.parse(text);
}

async function waitFor(look: () => Promise<Order>, isSo: (order: Order) => boolean): Promise<Order> {
  const giveUpAt = Date.now() + PATIENCE;
  for (;;) {
    const order = await look();
    if (isSo(order)) return order;
    if (Date.now() > giveUpAt)
      throw new Error(`order ${order.id} is still ${order.status} / ${order.paymentStatus}`);
    await sleep(LOOK_EVERY);
  }
}
