// The kinds of orders of a run of random kills: what their people do, and how they must end.

import { DEMO_SHOP } from '../../dev/demo/scenarios.ts';
import { isOpen, ORDER_STATUSES } from '../../domain/order-status.ts';
import { CARDS } from '../support/hosted-page.ts';
import { pay, tryCard } from './at-the-page.ts';
import type { Cast } from './cast.ts';
import type { Order } from './patient.ts';
import {
  dispute,
  handOver,
  has,
  isPaid,
  orderOfKey,
  paidOrder,
  SHOP,
  sessionOf,
  WISH,
  winDispute,
} from './steps.ts';

export interface Life {
  readonly name: string;
  /** Out of all lives' shares. */
  readonly share: number;
  /** @returns the order's id. */
  readonly live: (cast: Cast, key: string) => Promise<string>;
  readonly isRight: (order: Order) => boolean;
}

const COLLECTED = has({ status: 'COLLECTED', paymentStatus: 'PAID' });
const REJECTED = has({ status: 'REJECTED', paymentStatus: 'REFUNDED' });
const CANCELLED = has({ status: 'CANCELLED', paymentStatus: 'REFUNDED' });
/** Deadlines of seconds pass while pieces are away: whatever the order came to, it has to have ended. */
const ended = (order: Order): boolean =>
  ORDER_STATUSES.some((status) => status === order.status && !isOpen(status)) && !isOnItsWay(order);
const isOnItsWay = ({ paymentStatus }: Order): boolean =>
  paymentStatus === 'REFUND_PENDING' || paymentStatus === 'AWAITING';

const HASTY_WISH = { shopId: DEMO_SHOP, items: [{ productId: 'merguez', quantity: 6, unit: 'piece' }] };

async function decided(cast: Cast, orderId: string, decision: string): Promise<string> {
  await cast.butcherOf(SHOP).decide(orderId, decision, { reason: 'OUT_OF_STOCK' });
  return orderId;
}

async function handedOver(cast: Cast, orderId: string): Promise<string> {
  await handOver(cast, orderId);
  return orderId;
}

export const LIVES: readonly Life[] = [
  {
    name: 'paid, collected',
    share: 5,
    live: async (cast, key) => handedOver(cast, await paidOrder(cast, key)),
    isRight: COLLECTED,
  },
  {
    name: 'paid, rejected',
    share: 5,
    live: async (cast, key) => decided(cast, await paidOrder(cast, key), 'reject'),
    isRight: REJECTED,
  },
  {
    name: 'rejected, refund pending',
    share: 2,
    live: async (cast, key) => decided(cast, await paidOrder(cast, key, CARDS.refundPending), 'reject'),
    isRight: REJECTED,
  },
  {
    name: 'accepted, cancelled by the shop',
    share: 2,
    live: async (cast, key) => {
      const orderId = await paidOrder(cast, key);
      await cast.butcherOf(SHOP).decide(orderId, 'accept');
      return decided(cast, orderId, 'cancel');
    },
    isRight: CANCELLED,
  },
  {
    name: 'cancelled while the page is open',
    share: 3,
    live: async (cast, key) => {
      const { orderId } = await cast.customer.checkout(WISH, key);
      await cast.customer.decide(orderId, 'cancel');
      return orderId;
    },
    isRight: has({ status: 'CANCELLED', paymentStatus: 'ABANDONED' }),
  },
  {
    name: 'cancelled while paying',
    share: 2,
    live: async (cast, key) => {
      const { orderId, url } = await cast.customer.checkout(WISH, key);
      await Promise.all([pay(url, CARDS.ok), cast.customer.decide(orderId, 'cancel')]);
      return orderId;
    },
    isRight: (order) => CANCELLED(order) || has({ status: 'CANCELLED', paymentStatus: 'ABANDONED' })(order),
  },
  {
    name: 'declined, paid, back from the page',
    share: 2,
    live: async (cast, key) => {
      const page = await cast.customer.checkout(WISH, key);
      await tryCard(page.url, CARDS.declined);
      await pay(page.url, CARDS.authenticationAlways);
      await cast.customer.checkPayment(page.orderId, sessionOf(page));
      await cast.customer.waitFor(page.orderId, isPaid);
      return handedOver(cast, page.orderId);
    },
    isRight: COLLECTED,
  },
  {
    name: 'paid at the counter',
    share: 3,
    live: async (cast, key) => handedOver(cast, (await cast.customer.place(WISH, key)).id),
    isRight: COLLECTED,
  },
  {
    name: 'collected, disputed, won',
    share: 1,
    live: async (cast, key) => {
      const orderId = await handedOver(cast, await paidOrder(cast, key));
      await dispute(cast, orderId);
      await cast.customer.waitFor(orderId, has({ paymentStatus: 'DISPUTED' }));
      await winDispute(cast, orderId);
      return orderId;
    },
    isRight: COLLECTED,
  },
  {
    name: 'paid, no answer from the shop',
    share: 2,
    live: async (cast, key) => {
      const page = await cast.customer.checkoutInTime(HASTY_WISH, key);
      if (page !== null) await pay(page.url, CARDS.ok);
      return page?.orderId ?? orderOfKey(key);
    },
    isRight: ended,
  },
  {
    name: 'never paid',
    share: 1,
    live: async (cast, key) =>
      (await cast.customer.checkoutInTime(HASTY_WISH, key))?.orderId ?? orderOfKey(key),
    isRight: ended,
  },
];
