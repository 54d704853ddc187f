// What a stack's Stripe holds for one order, in full, and its controls: for tests that assert on the money itself.
import { z } from 'zod';

const Books = z.object({
  captured: z.number(),
  refunded: z.number(),
  charges: z.number(),
  refunds: z.number(),
  openSessions: z.number(),
});
const Ledger = z.object({ orders: z.record(z.string(), Books) });
const Session = z.object({
  id: z.string(),
  status: z.string(),
  metadata: z.record(z.string(), z.string()),
});
const Sessions = z.object({ data: z.array(Session) });
const Events = z.object({ data: z.array(z.record(z.string(), z.unknown())) });

export interface StripeBooks {
  /** Cents and counts. @throws for an order that Stripe has not heard of. */
  booksOf(orderId: string): Promise<z.infer<typeof Books>>;
  /** Every session that was ever made for it, newest first. */
  sessionsOf(orderId: string): Promise<z.infer<typeof Session>[]>;
  /** The newest events of a type, as Stripe keeps them. */
  eventsOf(type: string): Promise<z.infer<typeof Events>['data']>;
  /** `POST /_double…`. @throws when the control refuses. */
  control(path: string, input?: object): Promise<void>;
}

/** @param url the double's address, as `StackInfo.stripe` has it. */
export function openStripeBooks(url: string): StripeBooks {
  const read = async (path: string): Promise<unknown> =>
    (await fetch(`${url}${path}`, { headers: { Authorization: 'Bearer sk_test_local_double' } })).json();
  return {
    booksOf: async (orderId) => {
      const books = Ledger.parse(await read('/_double/ledger')).orders[orderId];
      if (books === undefined) throw new Error(`Stripe has not heard of order ${orderId}`);
      return books;
    },
    sessionsOf: async (orderId) =>
      Sessions.parse(await read('/v1/checkout/sessions?limit=100')).data.filter(
        ({ metadata }) => metadata.orderId === orderId,
      ),
    eventsOf: async (type) => Events.parse(await read(`/v1/events?limit=100&type=${type}`)).data,
    control: async (path, input = {}) => {
      const answer = await fetch(`${url}/_double${path}`, { method: 'POST', body: JSON.stringify(input) });
      if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
    },
  };
}

/** The session whose page this is: the last part of its address. */
export const sessionIdOf = (pageUrl: string): string => new URL(pageUrl).pathname.split('/').at(-1) ?? '';
