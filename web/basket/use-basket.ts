// The basket of a shop, as long as a component is shown.
import { useSyncExternalStore } from 'react';
import { type Basket, emptyBasket } from './basket.ts';
import { createBasketStore } from './basket-store.ts';
import { BROWSER_KEEPER } from './keeper.ts';

export const BASKETS = createBasketStore(BROWSER_KEEPER);

function subscribe(run: () => void): () => void {
  const ended = new AbortController();
  window.addEventListener('storage', () => BASKETS.forget(), { signal: ended.signal });
  const stop = BASKETS.subscribe(run);
  return () => {
    ended.abort();
    stop();
  };
}

export const useBasket = (shopId: string): Basket =>
  useSyncExternalStore(subscribe, () => BASKETS.read(shopId));

const NONE = emptyBasket('');

/** The basket of the shop last bought from. */
export const useCurrentBasket = (): Basket =>
  useSyncExternalStore(subscribe, () => {
    const shopId = BASKETS.currentShop();
    return shopId === null ? NONE : BASKETS.read(shopId);
  });

export const useBasketCount = (): number => useCurrentBasket().lines.length;
