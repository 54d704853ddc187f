// What is read from the API and kept while it is looked at; one name for each thing.
import { QueryClient, queryOptions } from '@tanstack/react-query';
import { readOrder, readShop, readShops, readTimeline } from './endpoints.ts';
import { whoAmI } from './who-am-i.ts';

const MINUTE = 60_000;

/** Requests repeat themselves (see `send`): what failed here has failed. */
export const createQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: { retry: false, networkMode: 'always' },
      mutations: { networkMode: 'always' },
    },
  });

export const meQuery = queryOptions({ queryKey: ['me'], queryFn: whoAmI, staleTime: MINUTE });

export const shopsQuery = queryOptions({ queryKey: ['shops'], queryFn: readShops, staleTime: MINUTE });

export const shopQuery = (shopId: string) =>
  queryOptions({ queryKey: ['shop', shopId], queryFn: () => readShop(shopId), staleTime: MINUTE });

export const orderQuery = (orderId: string) =>
  queryOptions({ queryKey: ['order', orderId], queryFn: () => readOrder(orderId) });

export const timelineQuery = (orderId: string) =>
  queryOptions({
    queryKey: ['timeline', orderId],
    queryFn: async () => (await readTimeline(orderId)).data,
  });
