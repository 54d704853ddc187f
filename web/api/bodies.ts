// What the API answers and takes, as its own schemas say; types only, so that no schema enters the bundle.
import type { z } from 'zod';
import type {
  ItemBody,
  OrderBody,
  OrderListBody,
  QuoteBody,
  TimelineBody,
  TimelineEntryBody,
} from '../../api/orders/order-body.ts';
import type { PlaceOrderBody, QuoteRequestBody } from '../../api/orders/place-body.ts';
import type { ProblemBody } from '../../api/problem/problem-body.ts';
import type { ShopBody, ShopListBody } from '../../api/shops/shop-body.ts';
import type { MeBody } from '../../api/visitors/me-body.ts';

export type Shop = z.output<typeof ShopBody>;
export type ShopList = z.output<typeof ShopListBody>;
export type Product = Shop['products'][number];
export type Item = z.output<typeof ItemBody>;
export type Order = z.output<typeof OrderBody>;
export type OrderList = z.output<typeof OrderListBody>;
export type Reason = NonNullable<Order['rejectionReason']>;
export type Quote = z.output<typeof QuoteBody>;
export type QuoteRequest = z.input<typeof QuoteRequestBody>;
export type PlaceOrder = z.input<typeof PlaceOrderBody>;
export type TimelineEntry = z.output<typeof TimelineEntryBody>;
export type TimelineKind = TimelineEntry['kind'];
export type Timeline = z.output<typeof TimelineBody>;
export type Problem = z.output<typeof ProblemBody>;
export type Me = z.output<typeof MeBody>;
