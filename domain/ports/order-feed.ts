// Port: what happens to orders, as it happens. The feed of a shop holds the timeline entries of all its orders, in the
// sequence in which they were written.
import type { OrderId, ShopId } from '../ids.ts';
import type { TimelineEntry } from '../timeline.ts';

export type FeedTopic =
  | { readonly kind: 'order'; readonly orderId: OrderId }
  | { readonly kind: 'shop'; readonly shopId: ShopId };

export interface FeedEntry extends TimelineEntry {
  readonly orderId: OrderId;
  /** In the feed of the order's shop, from 1. An entry written in the place of another has a position of its own. */
  readonly position: number;
}

/** Something was written at the end of a shop's feed. */
export interface FeedNews {
  readonly orderId: OrderId;
  readonly shopId: ShopId;
}

export interface OrderFeed {
  /** In sequence, from the first one behind `position`, at most `limit`. */
  entriesAfter(topic: FeedTopic, position: number, limit: number): Promise<readonly FeedEntry[]>;
  /** Of the newest entry; 0 while there is none. */
  newestPosition(shopId: ShopId): Promise<number>;
}
