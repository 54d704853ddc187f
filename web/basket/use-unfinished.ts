// The visitor's own orders whose payment was begun and not done.
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Order } from '../api/bodies.ts';
import { readOwnPending } from '../api/endpoints.ts';
import { useVisitor } from '../visitor/use-visitor.ts';

export const unfinishedQuery = queryOptions({
  queryKey: ['orders', 'pending'],
  queryFn: readOwnPending,
  refetchOnMount: 'always',
});

/** Milliseconds: in a tunnel the basket is worth more than to know of another order. */
const PATIENCE = 2_000;

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
  return { isLoading: useAtMost(PATIENCE, isLoading), orders };
}

/** @returns whether it is so, and has been for less than that since it was first asked. */
function useAtMost(milliseconds: number, isSo: boolean): boolean {
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setOver(true), milliseconds);
    return () => clearTimeout(timer);
  }, [milliseconds]);
  return isSo && !isOver;
}
