// Two shops in memory: one always open, one open on Saturday mornings only; and who works there.
import { parseProductId, parseShopId } from '../../domain/ids.ts';
import { euros } from '../../domain/money.ts';
import { DEFAULT_POLICY } from '../../domain/policy.ts';
import type { Catalogue, Memberships, Product, Shop } from '../../domain/ports/catalogue.ts';
import { ALWAYS_OPEN, checked } from '../support/placed-orders.ts';

export const MARTIN = checked(parseShopId('boucherie-martin'));
export const DUBOIS = checked(parseShopId('maison-dubois'));

const PRODUCTS: readonly Product[] = [
  {
    productId: checked(parseProductId('boeuf-bavette')),
    name: 'Bavette de bœuf',
    category: 'Bœuf',
    unitPrice: euros(2490),
    pricedPer: 'KG',
  },
  {
    productId: checked(parseProductId('poulet-fermier')),
    name: 'Poulet fermier',
    category: 'Volaille',
    unitPrice: euros(2495),
    pricedPer: 'PIECE',
  },
];

const SHOPS: readonly Shop[] = [
  {
    shopId: MARTIN,
    name: 'Boucherie Martin',
    hours: ALWAYS_OPEN,
    policy: DEFAULT_POLICY,
    products: PRODUCTS,
  },
  {
    shopId: DUBOIS,
    name: 'Maison Dubois',
    hours: [{ day: 6, opens: '08:00', closes: '12:00' }],
    policy: DEFAULT_POLICY,
    products: PRODUCTS.slice(0, 1),
  },
];

export const memoryCatalogue: Catalogue = {
  shops: async () => SHOPS,
  shop: async (shopId) => SHOPS.find((shop) => shop.shopId === shopId) ?? null,
};

export const memoryMemberships: Memberships = {
  isMember: async (userId, shopId) =>
    SHOPS.some((shop) => shop.shopId === shopId) ? userId === `user_boucher_${shopId}` : null,
  shopsOf: async (userId) => SHOPS.filter(({ shopId }) => userId === `user_boucher_${shopId}`),
};
