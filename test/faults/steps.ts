// What people do with an order, step by step; every step is patient, and harmless to repeat.
import { z } from 'zod';
import { orderIdFor } from '../../api/orders/order-identity.ts';
import { CUSTOMER } from '../../dev/tokens/personas.ts';
import { type OrderId, parseUserId } from '../../domain/ids.ts';
import { CARDS } from '../support/hosted-page.ts';
import { pay } from './at-the-page.ts';
import type { Cast } from './cast.ts';
import type { Checkout, Order } from './patient.ts';

/** Its deadlines outlast every outage of a run, so each order ends as its people want. */
export const SHOP = 'boucherie-martin';
export const WISH = {
  shopId: SHOP,
  items: [
    { productId: 'boeuf-bavette', quantity: 500, unit: 'g' },
    { productId: 'caille', quantity: 2, unit: 'piece' },
  ],
};

/** An order's key names it before it exists. */
export function orderOfKey(key: string): OrderId {
  const customerId = parseUserId(CUSTOMER.sub);
  if (customerId === null) throw new Error('the customer has a user id');
  return orderIdFor(customerId, key);
}

export interface End {
  readonly status: string;
  readonly paymentStatus: string;
}

export const has =
  (wanted: Partial<End>) =>
  (order: Order): boolean =>
    (wanted.status ?? order.status) === order.status &&
    (wanted.paymentStatus ?? order.paymentStatus) === order.paymentStatus;

export const isPaid = has({ paymentStatus: 'PAID' });

/** Places an order and pays it. @returns once the shop can see it. */
export async function paidOrder(cast: Cast, key: string, card: string = CARDS.ok): Promise<string> {
  const { orderId, url } = await cast.customer.checkout(WISH, key);
  await pay(url, card);
  await cast.customer.waitFor(orderId, isPaid);
  return orderId;
}

/** The session's id, which the customer brings back from the payment page. */
export const sessionOf = ({ url }: Checkout): string => /cs_\w+/.exec(url)?.[0] ?? '';

const HANDOVER = ['accept', 'ready', 'collect'];

/** @param from the first decision still to be taken. */
export async function handOver(cast: Cast, orderId: string, from = 'accept'): Promise<void> {
  const butcher = cast.butcherOf(SHOP);
  for (const decision of HANDOVER.slice(HANDOVER.indexOf(from))) await butcher.decide(orderId, decision);
}

const Ledger = z.object({
  orders: z.record(z.string(), z.object({ paymentIntents: z.array(z.string()) })),
});

export async function dispute({ double }: Cast, orderId: string): Promise<void> {
  const { orders } = Ledger.parse(await double('GET', '/ledger'));
  await double('POST', '/disputes', { paymentIntent: orders[orderId]?.paymentIntents[0] ?? '' });
}

const Timeline = z.object({
  data: z.array(z.object({ kind: z.string(), data: z.record(z.string(), z.unknown()) })),
});

/** The bank decides for the shop: the money stays where it was. */
export async function winDispute(cast: Cast, orderId: string): Promise<void> {
  const { data } = Timeline.parse(await cast.operator.timeline(orderId));
  const opened = data.find(({ kind }) => kind === 'DISPUTE_OPENED');
  await cast.double('POST', `/disputes/${String(opened?.data.disputeId)}/close`, { status: 'won' });
}
