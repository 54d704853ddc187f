// The HTTP API as a customer or a butcher uses it. Every answer is parsed; an unexpected one says what came back.
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';

const Order = z.object({
  id: z.string(),
  status: z.string(),
  paymentStatus: z.string(),
  totalCents: z.number().int(),
  pickupCode: z.string(),
  rejectionReason: z.string().nullable(),
  checkoutUrl: z.string().nullable(),
});
export type Order = z.infer<typeof Order>;

const TimelineEntry = z.object({
  sequence: z.number().int(),
  kind: z.string(),
  actor: z.string(),
  at: z.string(),
});
export type TimelineEntry = z.infer<typeof TimelineEntry>;

const Checkout = z.object({ orderId: z.string(), url: z.string() });
const Timeline = z.object({ data: z.array(TimelineEntry) });

export interface ShopApi {
  /** Places an order to be paid online. @returns where to pay. */
  checkout(order: object): Promise<z.infer<typeof Checkout>>;
  place(order: object): Promise<Order>;
  order(orderId: string): Promise<Order>;
  timeline(orderId: string): Promise<TimelineEntry[]>;
  /** `accept`, `reject`, `ready`, `collect`, `no-show`, `cancel`. */
  decide(orderId: string, decision: string, body?: object): Promise<Order>;
  /** Asks until it is so. @throws with the last state when `patience` (ms) runs out. */
  waitFor(orderId: string, wanted: Partial<Order>, patience: number): Promise<Order>;
}

const POLL = 200;

export function openShopApi(base: string, token: string): ShopApi {
  const call = async <T>(method: string, path: string, { schema, body }: Call<T>): Promise<T> => {
    const answer = await fetch(`${base}${path}`, {
      method,
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${text}`);
    return schema.parse(JSON.parse(text));
  };
  const order = (orderId: string): Promise<Order> => call('GET', `/api/orders/${orderId}`, { schema: Order });
  return {
    order,
    checkout: (body) => call('POST', '/api/checkout', { schema: Checkout, body }),
    place: (body) => call('POST', '/api/orders', { schema: Order, body }),
    timeline: async (orderId) =>
      (await call('GET', `/api/orders/${orderId}/timeline`, { schema: Timeline })).data,
    decide: (orderId, decision, body = {}) =>
      call('POST', `/api/orders/${orderId}/${decision}`, { schema: Order, body }),
    waitFor: (orderId, wanted, patience) => waitFor(() => order(orderId), wanted, patience),
  };
}

interface Call<T> {
  readonly schema: z.ZodType<T>;
  readonly body?: object;
}

async function waitFor(look: () => Promise<Order>, wanted: Partial<Order>, patience: number): Promise<Order> {
  const deadline = Date.now() + patience;
  for (;;) {
    const order = await look();
    const isSo = Object.entries(wanted).every(([name, value]) =>
      Object.entries(order).some(([key, found]) => key === name && found === value),
    );
    if (isSo) return order;
    if (Date.now() > deadline) {
      throw new Error(`expected ${JSON.stringify(wanted)}, still ${order.status} / ${order.paymentStatus}`);
    }
    await sleep(POLL);
  }
}
