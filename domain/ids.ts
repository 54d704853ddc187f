// Identifiers, parsed once where they enter the system.
import { type Branded, branded } from './brand.ts';

export type OrderId = Branded<string, 'OrderId'>;
export type ShopId = Branded<string, 'ShopId'>;
export type ProductId = Branded<string, 'ProductId'>;
export type UserId = Branded<string, 'UserId'>;

const ORDER_ID = /^[a-z0-9]{8,40}$/;
const SLUG = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/;
const USER_ID = /^[\x21-\x7e]{1,128}$/;

/** Order ids are lower-case letters and digits, so that `order-<id>` splits unambiguously. */
export function parseOrderId(text: string): OrderId | null {
  return ORDER_ID.test(text) ? branded<'OrderId', string>(text) : null;
}

export function parseShopId(text: string): ShopId | null {
  return SLUG.test(text) ? branded<'ShopId', string>(text) : null;
}

export function parseProductId(text: string): ProductId | null {
  return SLUG.test(text) ? branded<'ProductId', string>(text) : null;
}

/** The `sub` of a token: printable ASCII without spaces, at most 128 characters. */
export function parseUserId(text: string): UserId | null {
  return USER_ID.test(text) ? branded<'UserId', string>(text) : null;
}
