// Keeps one basket per shop where a reload, a sign-in or a closed tab do not reach it.
import { afterOrder, type Basket } from './basket.ts';
import { attempt, type Keeper } from './keeper.ts';
import { parseBasket } from './kept-basket.ts';

export interface BasketStore {
  /** The same object until it changes. */
  read(shopId: string): Basket;
  change(shopId: string, change: (basket: Basket) => Basket): void;
  /** The shop last bought from; null for a first visit. */
  currentShop(): string | null;
  /** The order made of a basket is paid, or needs no payment now: the basket becomes empty. */
  settle(orderId: string): void;
  subscribe(run: () => void): () => void;
  /** Another tab changed what is kept. */
  forget(): void;
}

const CURRENT = 'klikandgo.shop';
const keyOf = (shopId: string): string => `klikandgo.basket.${shopId}`;

export function createBasketStore(keeper: Keeper): BasketStore {
  const known = new Map<string, Basket>();
  const listeners = new Set<() => void>();
  const tell = (): void => {
    for (const run of listeners) run();
  };
  const read = (shopId: string): Basket => {
    const basket =
      known.get(shopId) ??
      parseBasket(
        attempt(() => keeper.getItem(keyOf(shopId))),
        shopId,
      );
    known.set(shopId, basket);
    return basket;
  };
  const change: BasketStore['change'] = (shopId, changed) => {
    const basket = changed(read(shopId));
    known.set(shopId, basket);
    attempt(() => keeper.setItem(keyOf(shopId), JSON.stringify(basket)));
    attempt(() => keeper.setItem(CURRENT, shopId));
    tell();
  };
  const currentShop = (): string | null => attempt(() => keeper.getItem(CURRENT));
  const settle = (orderId: string): void => {
    const shopId = currentShop();
    if (shopId !== null && read(shopId).placedAs === orderId) change(shopId, afterOrder);
  };
  const subscribe: BasketStore['subscribe'] = (run) => {
    listeners.add(run);
    return () => listeners.delete(run);
  };
  const forget = (): void => {
    known.clear();
    tell();
  };
  return { read, change, currentShop, settle, subscribe, forget };
}
