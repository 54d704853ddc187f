// Places the order of a basket, once, and goes on to where it is paid or followed.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useLocation } from 'wouter';
import type { Order } from '../api/bodies.ts';
import { placeOrder } from '../api/endpoints.ts';
import { orderQuery } from '../api/queries.ts';
import { type Basket, wishOf } from './basket.ts';
import { BROWSER_KEEPER } from './keeper.ts';
import { createPlacingKeys, endsAttempt } from './placing-key.ts';
import { BASKETS } from './use-basket.ts';

/** Not `randomUUID`, which browsers keep from addresses without https. */
const randomKey = (): string => crypto.getRandomValues(new Uint32Array(5)).join('-');

const KEYS = createPlacingKeys(BROWSER_KEEPER, randomKey);

export interface Placing {
  readonly place: () => void;
  /** `leaving`: the payment page is being opened. */
  readonly state: 'idle' | 'placing' | 'leaving';
  readonly error: unknown;
}

export function usePlacing(basket: Basket): Placing {
  const [, navigate] = useLocation();
  const client = useQueryClient();
  const { mutate, status, error, data, reset } = useMutation({
    mutationFn: () => placeOnce(basket),
    onSuccess(order) {
      client.setQueryData(orderQuery(order.id).queryKey, order);
      if (order.checkoutUrl !== null) window.location.assign(order.checkoutUrl);
      else navigate(`/commande/${order.id}`, { replace: true });
    },
  });
  // Back from the payment page, the browser may show this very page again as it was left.
  useEffect(() => {
    const restored = (event: PageTransitionEvent) => (event.persisted ? reset() : undefined);
    window.addEventListener('pageshow', restored);
    return () => window.removeEventListener('pageshow', restored);
  }, [reset]);
  const isLeaving = status === 'success' && data.checkoutUrl !== null;
  return {
    place: () => (status === 'pending' || isLeaving ? undefined : mutate()),
    state: status === 'pending' ? 'placing' : isLeaving ? 'leaving' : 'idle',
    error,
  };
}

async function placeOnce(basket: Basket): Promise<Order> {
  const { shopId } = basket;
  try {
    const order = await placeOrder(wishOf(basket), KEYS.keyFor(shopId));
    KEYS.answered(shopId);
    BASKETS.change(shopId, (placed) => ({ ...placed, placedAs: order.id }));
    if (order.checkoutUrl === null) BASKETS.settle(order.id);
    return order;
  } catch (error) {
    if (endsAttempt(error)) KEYS.answered(shopId);
    throw error;
  }
}
