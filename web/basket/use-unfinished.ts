// The visitor's own orders whose payment was begun and not done.
import { queryOptions, useQuery } from '@tanstack/react-query';
import type { Order } from '../api/bodies.ts';
import { readOwnPending } from '../api/endpoints.ts';

export const unfinishedQuery = queryOptions({
  queryKey: ['orders', 'pending'],
  queryFn: readOwnPending,
  refetchOnMount: 'always',
});

const NONE: readonly Order[] = [];

/** @param isSignedIn nobody else has orders. */
export function useUnfinished(isSignedIn: boolean): readonly Order[] {
  const { data } = useQuery({ ...unfinishedQuery, enabled: isSignedIn });
  return data?.data.filter(({ checkoutUrl }) => checkoutUrl !== null) ?? NONE;
}
