// A basket: what one customer wants of one shop, and how they want it. Prices are not in it: the server has them.
import type { PlaceOrder } from '../api/bodies.ts';

export type Unit = 'g' | 'piece';

export interface BasketLine {
  readonly productId: string;
  readonly quantity: number;
  readonly unit: Unit;
}

export interface Wishes {
  /** ISO time; null for as soon as possible. */
  readonly pickupAt: string | null;
  readonly note: string;
  readonly name: string;
  readonly phone: string;
  readonly paymentMethod: PlaceOrder['paymentMethod'];
}

export interface Basket {
  readonly shopId: string;
  readonly lines: readonly BasketLine[];
  readonly wishes: Wishes;
  /** The order made of it that is still to be paid: once that is done, the basket is empty. */
  readonly placedAs: string | null;
}

const NO_WISHES: Wishes = { pickupAt: null, note: '', name: '', phone: '', paymentMethod: 'ONLINE' };

export const emptyBasket = (shopId: string): Basket => ({
  shopId,
  lines: [],
  wishes: NO_WISHES,
  placedAs: null,
});

/** @param line with quantity 0 to take the product out. A changed basket is no longer the one that was ordered. */
export function withLine(basket: Basket, line: BasketLine): Basket {
  const at = basket.lines.findIndex(({ productId }) => productId === line.productId);
  const rest = basket.lines.filter(({ productId }) => productId !== line.productId);
  const lines = line.quantity <= 0 ? rest : at < 0 ? [...rest, line] : basket.lines.with(at, line);
  return { ...basket, lines, placedAs: null };
}

export const withWishes = (basket: Basket, wishes: Partial<Wishes>): Basket => ({
  ...basket,
  wishes: { ...basket.wishes, ...wishes },
});

/** What is kept of the customer for the next order. */
export const afterOrder = ({ shopId, wishes }: Basket): Basket => ({
  ...emptyBasket(shopId),
  wishes: { ...NO_WISHES, name: wishes.name, phone: wishes.phone, paymentMethod: wishes.paymentMethod },
});

export function wishOf(basket: Basket): PlaceOrder {
  const { shopId, lines, wishes } = basket;
  const [name, phone, note] = [wishes.name.trim(), wishes.phone.trim(), wishes.note.trim()];
  return {
    shopId,
    paymentMethod: wishes.paymentMethod,
    items: lines.map((line) => ({ ...line })),
    pickupAt: wishes.pickupAt,
    note: note === '' ? null : note,
    contact:
      name === '' && phone === ''
        ? null
        : { name: name === '' ? null : name, phone: phone === '' ? null : phone, email: null },
  };
}
