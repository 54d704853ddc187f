// POST /api/quote: what a basket would cost, with nothing kept.
import { Refusal } from '../problem/refusal.ts';
import { ok } from '../routing/answer.ts';
import { endpoint } from '../routing/endpoint.ts';
import { QuoteBody } from './order-body.ts';
import { QuoteRequestBody } from './place-body.ts';
import { QUOTING_PROBLEMS } from './placing-problems.ts';
import { presentItem } from './present-order.ts';
import { priced } from './price-wish.ts';

export const quote = endpoint('public', {
  tag: 'Boutiques',
  summary: 'Le prix d’un panier',
  body: QuoteRequestBody,
  query: null,
  answers: { 200: QuoteBody },
  problems: QUOTING_PROBLEMS,
  handle: async ({ parts, body }) => {
    const shop = await parts.catalogue.shop(body.shopId);
    if (shop === null) throw new Refusal('SHOP_NOT_FOUND');
    const { items, total } = priced(shop, body.items);
    return ok({ items: items.map(presentItem), totalCents: total.cents });
  },
});
