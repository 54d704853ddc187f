// The catalogue: all shops, and one.
import { parseShopId } from '../../domain/ids.ts';
import { Refusal } from '../problem/refusal.ts';
import { ok } from '../routing/answer.ts';
import { endpoint } from '../routing/endpoint.ts';
import { presentShop, ShopBody, ShopListBody } from './shop-body.ts';

export const listShops = endpoint('public', {
  tag: 'Boutiques',
  summary: 'Toutes les boutiques',
  body: null,
  query: null,
  answers: { 200: ShopListBody },
  problems: [],
  handle: async ({ parts }) => {
    const shops = await parts.catalogue.shops();
    return ok({ data: shops.map((shop) => presentShop(shop, parts.now())), nextCursor: null });
  },
});

export const readShop = endpoint('public', {
  tag: 'Boutiques',
  summary: 'Une boutique et ce qu’elle vend',
  body: null,
  query: null,
  answers: { 200: ShopBody },
  problems: ['SHOP_NOT_FOUND'],
  handle: async ({ parts, param }) => {
    const shopId = parseShopId(param('shopId'));
    const shop = shopId === null ? null : await parts.catalogue.shop(shopId);
    if (shop === null) throw new Refusal('SHOP_NOT_FOUND');
    return ok(presentShop(shop, parts.now()));
  },
});
