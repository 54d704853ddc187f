// The shop's past orders, page by page, as filtered.
import { useInfiniteQuery } from '@tanstack/react-query';
import type { Order } from '../../api/bodies.ts';
import { readShopOrders } from '../../api/endpoints.ts';
import { spanOf } from '../orders/paris-day.ts';

export interface HistoryFilter {
  /** `2026-11-25`; empty for any. */
  readonly day: string;
  readonly status: Order['status'] | null;
}

export const NO_FILTER: HistoryFilter = { day: '', status: null };
const PAGE = 20;

export function useHistory(shopId: string, { day, status }: HistoryFilter) {
  return useInfiniteQuery({
    queryKey: ['history', shopId, day, status],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam }) =>
      readShopOrders(shopId, {
        statuses: status === null ? [] : [status],
        cursor: pageParam,
        limit: PAGE,
        ...spanOf(day),
      }),
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
}
