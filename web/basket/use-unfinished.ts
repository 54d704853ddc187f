// The visitor's own orders whose payment was begun and not done.
import { queryOptions, useQuery } from '@tanstack/react-query';
import type { Order } from '../api/bodies.ts';
import { readOwnPending } from '../api/endpoints.ts';
import { useVisitor } from '../visitor/use-visitor.ts';

export const unfinishedQuery = queryOptions({
  queryKey: ['orders', 'pending'],
  queryFn: readOwnPending,
  refetchOnMount: 'always',
});

interface Unfinished {
  /** Whether there are any is not known yet: what stands below them waits, and does not move when they come. */
  readonly isLoading: boolean;
  readonly orders: readonly Order[];
}

/** Asked for without waiting for who is here: whoever is not signed in has none, and is told so at once. */
export function useUnfinished(): Unfinished {
  const visitor = useVisitor();
  const { data, isLoading } = useQuery({ ...unfinishedQuery, enabled: visitor.kind !== 'signed-out' });
  const orders = data?.data.filter(({ checkoutUrl }) => checkoutUrl !== null) ?? [];
  return { isLoading, orders };
}
