// The API's addresses, one function each.
import type {
  Me,
  Order,
  OrderList,
  PlaceOrder,
  Quote,
  QuoteRequest,
  Reason,
  Shop,
  ShopList,
  Timeline,
} from './bodies.ts';
import { send } from './send.ts';

const orderPath = (orderId: string): string => `/api/orders/${encodeURIComponent(orderId)}`;
const shopPath = (shopId: string): string => `/api/shops/${encodeURIComponent(shopId)}`;

export const readMe = () => send<Me>({ path: '/api/me' });
export const readShops = () => send<ShopList>({ path: '/api/shops' });
export const readShop = (shopId: string) => send<Shop>({ path: shopPath(shopId) });
export const readQuote = (body: QuoteRequest) => send<Quote>({ method: 'POST', path: '/api/quote', body });

/** @param idempotencyKey the same for every attempt at the same order. */
export const placeOrder = (body: PlaceOrder, idempotencyKey: string) =>
  send<Order>({ method: 'POST', path: '/api/orders', body, idempotencyKey });

export const readOrder = (orderId: string) => send<Order>({ path: orderPath(orderId) });
export const readTimeline = (orderId: string) => send<Timeline>({ path: `${orderPath(orderId)}/timeline` });
export const readOwnOrders = (cursor: string | null) =>
  send<OrderList>({
    path: `/api/orders?limit=20${cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`}`,
  });
export const readOwnPending = () => send<OrderList>({ path: '/api/orders?status=PENDING&limit=20' });

/** Says that the customer is back from the payment page; the order then asks Stripe. */
export const checkPayment = (orderId: string, sessionId: string) =>
  send<unknown>({ method: 'POST', path: `${orderPath(orderId)}/payment-check`, body: { sessionId } });

export interface Refusal {
  readonly reason: Exclude<Reason, 'NO_ANSWER'>;
  readonly message?: string;
}

export type Decision =
  | { readonly kind: 'accept' | 'ready' | 'collect' | 'no-show' }
  | ({ readonly kind: 'reject' } & Refusal)
  | ({ readonly kind: 'cancel' } & Partial<Refusal>);

/** Repeating the same decision changes nothing. */
export const decide = (orderId: string, { kind, ...body }: Decision) =>
  send<Order>({ method: 'POST', path: `${orderPath(orderId)}/${kind}`, body });

export interface ShopOrdersWish {
  readonly statuses: readonly Order['status'][];
  readonly limit: number;
  readonly cursor: string | null;
  /** ISO times. */
  readonly placedFrom?: string;
  readonly placedBefore?: string;
}

export function readShopOrders(shopId: string, { statuses, limit, cursor, ...times }: ShopOrdersWish) {
  const query = new URLSearchParams({
    limit: String(limit),
    ...(statuses.length === 0 ? {} : { status: statuses.join(',') }),
    ...(cursor === null ? {} : { cursor }),
    ...times,
  });
  return send<OrderList>({ path: `${shopPath(shopId)}/orders?${query}` });
}

export const shopStream = (shopId: string): string => `${shopPath(shopId)}/stream`;
export const orderStream = (orderId: string): string => `${orderPath(orderId)}/stream`;
