// The API's streams over HTTP, on a real database that really tells what is written to it.
import { createStreams } from '../../api/streams/streams.ts';
import type { PlacedOrder } from '../../domain/placed-order.ts';
import { hearOrderNews } from '../../infra/postgres/order-news.ts';
import { acceptance, counterOrder, PLACED_AT } from '../contracts/order-store.cases.ts';
import type { OrderDatabase } from '../infra/postgres/order-database.ts';
import { openWorld, type World } from './api-world.ts';
import type { TokenWish } from './issuer.ts';
import { openStream, type StreamClient } from './stream-client.ts';

export interface StreamWorld extends World {
  readonly orders: OrderDatabase;
  stream(path: string, who: TokenWish | null, headers?: Record<string, string>): Promise<StreamClient>;
  /** What the process does when it is told to end. */
  closeStreams(): void;
}

export const MARIE = { sub: 'user_marie' } as const;
export const PAUL = { sub: 'user_paul' } as const;
export const MARTIN = { sub: 'user_boucher_boucherie-martin' } as const;

/** One API process on the database, which stays open when it ends. */
export async function openStreamWorld(orders: OrderDatabase, streamsPerUser = 100): Promise<StreamWorld> {
  const log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
  const now = () => world.now;
  const streams = createStreams({ feed: orders.feed, log, now, streamsPerUser });
  const world = await openWorld({ orders: orders.view, feed: orders.feed, streams });
  const news = hearOrderNews({ url: orders.url, log, hear: (one) => streams.hear(one) });

  const closeApi = world.close.bind(world);
  return Object.assign(world, {
    orders,
    stream: async (path: string, who: TokenWish | null, headers: Record<string, string> = {}) =>
      openStream(`${world.url}${path}`, {
        ...(who === null ? {} : { Authorization: `Bearer ${await world.issuer.token(who)}` }),
        ...headers,
      }),
    closeStreams: () => streams.close(),
    close: async () => {
      streams.close();
      await news.close();
      await closeApi();
    },
  });
}

/** Marie’s, to be paid at the counter. */
export async function place(orders: OrderDatabase): Promise<PlacedOrder> {
  const placed = counterOrder();
  await orders.store.place(placed, PLACED_AT);
  return placed;
}

export const accept = (orders: OrderDatabase, placed: PlacedOrder): Promise<unknown> =>
  orders.store.record(acceptance(placed));
