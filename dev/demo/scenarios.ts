// Every kind of order, lived through as customer and butcher would: real HTTP, real waiting for webhooks.
import { CARDS, payWith, submitCard } from './payment-page.ts';
import type { Order, ShopApi } from './shop-api.ts';

export interface Cast {
  readonly customer: ShopApi;
  readonly butcher: ShopApi;
}

export interface Scenario {
  readonly name: string;
  /** Lives the order through. @returns its id. */
  readonly live: (cast: Cast) => Promise<string>;
  readonly end: Pick<Order, 'status' | 'paymentStatus'>;
}

/** The shop whose deadlines are seconds. */
export const DEMO_SHOP = 'demo-express';
const BASKET = {
  shopId: DEMO_SHOP,
  items: [
    { productId: 'boeuf-bavette', quantity: 500, unit: 'g' },
    { productId: 'merguez', quantity: 6, unit: 'piece' },
  ],
};
/** Milliseconds a webhook, and what follows from it, may take on a busy machine. */
const SOON = 20_000;
const PAID = { paymentStatus: 'PAID' };

async function paidOrder({ customer }: Cast, card: string = CARDS.good): Promise<string> {
  const { orderId, url } = await customer.checkout(BASKET);
  if ((await payWith(url, card)) === null) throw new Error('the card was declined');
  await customer.waitFor(orderId, PAID, SOON);
  return orderId;
}

async function handOver({ butcher }: Cast, orderId: string): Promise<void> {
  for (const decision of ['accept', 'ready', 'collect']) await butcher.decide(orderId, decision);
}

export const SCENARIOS: readonly Scenario[] = [
  {
    name: 'payée, acceptée, retirée',
    live: async (cast) => {
      const orderId = await paidOrder(cast);
      await handOver(cast, orderId);
      return orderId;
    },
    end: { status: 'COLLECTED', paymentStatus: 'PAID' },
  },
  {
    name: 'payée, refusée, remboursée',
    live: async (cast) => {
      const orderId = await paidOrder(cast);
      await cast.butcher.decide(orderId, 'reject', {
        reason: 'OUT_OF_STOCK',
        message: 'Plus de bavette ce soir.',
      });
      return orderId;
    },
    end: { status: 'REJECTED', paymentStatus: 'REFUNDED' },
  },
  {
    name: 'carte refusée, puis payée',
    live: async (cast) => {
      const { orderId, url } = await cast.customer.checkout(BASKET);
      if ((await submitCard(url, CARDS.declined)) !== null) throw new Error('the declined card went through');
      await payWith(url, CARDS.good);
      await cast.customer.waitFor(orderId, PAID, SOON);
      await cast.butcher.decide(orderId, 'accept');
      return orderId;
    },
    end: { status: 'ACCEPTED', paymentStatus: 'PAID' },
  },
  {
    name: '3-D Secure, acceptée',
    live: async (cast) => {
      const orderId = await paidOrder(cast, CARDS.threeDSecure);
      await cast.butcher.decide(orderId, 'accept');
      return orderId;
    },
    end: { status: 'ACCEPTED', paymentStatus: 'PAID' },
  },
  {
    name: 'abandonnée sur la page de paiement',
    live: async ({ customer }) => (await customer.checkout(BASKET)).orderId,
    end: { status: 'EXPIRED', paymentStatus: 'ABANDONED' },
  },
  {
    name: 'payée au comptoir',
    live: async (cast) => {
      const { id } = await cast.customer.place({ ...BASKET, paymentMethod: 'ON_PICKUP' });
      await handOver(cast, id);
      return id;
    },
    end: { status: 'COLLECTED', paymentStatus: 'PAID' },
  },
  {
    name: 'payée, sans réponse de la boutique',
    live: (cast) => paidOrder(cast),
    end: { status: 'REJECTED', paymentStatus: 'REFUNDED' },
  },
  {
    name: 'annulée par le client avant de payer',
    live: async ({ customer }) => {
      const { orderId } = await customer.checkout(BASKET);
      await customer.decide(orderId, 'cancel');
      return orderId;
    },
    end: { status: 'CANCELLED', paymentStatus: 'ABANDONED' },
  },
  {
    name: 'acceptée, puis annulée par la boutique',
    live: async (cast) => {
      const orderId = await paidOrder(cast);
      await cast.butcher.decide(orderId, 'accept');
      await cast.butcher.decide(orderId, 'cancel', { reason: 'CLOSED' });
      return orderId;
    },
    end: { status: 'CANCELLED', paymentStatus: 'REFUNDED' },
  },
  {
    name: 'au comptoir, jamais retirée',
    live: async ({ customer, butcher }) => {
      const { id } = await customer.place({ ...BASKET, paymentMethod: 'ON_PICKUP' });
      await butcher.decide(id, 'accept');
      await butcher.decide(id, 'ready');
      return id;
    },
    end: { status: 'NO_SHOW', paymentStatus: 'DUE_AT_PICKUP' },
  },
];
