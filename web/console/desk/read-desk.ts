// Reads what a counter shows: all open orders, and what ended lately.
import type { Order } from '../../api/bodies.ts';
import { readShopOrders, type ShopOrdersWish } from '../../api/endpoints.ts';
import { serverNow } from '../../api/server-clock.ts';
import { OPEN } from '../orders/book.ts';

const ENDED: readonly Order['status'][] = ['COLLECTED', 'NO_SHOW', 'REJECTED', 'CANCELLED'];
const PAGE = 100;
/** Pages: a counter with a thousand open orders has other worries. */
const MOST_OPEN = 10;
const MOST_ENDED = 3;
/** Milliseconds: what is picked up today was ordered within a week. */
const LATELY = 7 * 86_400_000;

type Wish = Pick<ShopOrdersWish, 'statuses' | 'placedFrom'>;

export async function readDesk(shopId: string): Promise<Order[]> {
  const placedFrom = new Date(serverNow() - LATELY).toISOString();
  // Open first: an order that ends in between is read twice; the other way round it was missed.
  const open = await readPages(shopId, { statuses: OPEN }, MOST_OPEN);
  const ended = await readPages(shopId, { statuses: ENDED, placedFrom }, MOST_ENDED);
  return [...open, ...ended];
}

async function readPages(shopId: string, wish: Wish, most: number): Promise<Order[]> {
  const read: Order[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < most; page += 1) {
    const { data, nextCursor } = await readShopOrders(shopId, { ...wish, cursor, limit: PAGE });
    read.push(...data);
    cursor = nextCursor;
    if (cursor === null) break;
  }
  return read;
}
