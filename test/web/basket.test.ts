// The basket: what it holds, how it outlives a reload, and the key of an attempt to order it.
import { beforeEach, describe, expect, it } from 'vitest';
import type { Problem } from '../../web/api/bodies.ts';
import { ApiProblem, NoAnswer } from '../../web/api/failure.ts';
import { emptyBasket, wishOf, withLine, withWishes } from '../../web/basket/basket.ts';
import { createBasketStore } from '../../web/basket/basket-store.ts';
import type { Keeper } from '../../web/basket/keeper.ts';
import { parseBasket } from '../../web/basket/kept-basket.ts';
import { createPlacingKeys, endsAttempt } from '../../web/basket/placing-key.ts';

const BAVETTE = { productId: 'boeuf-bavette', quantity: 500, unit: 'g' } as const;
const QUAIL = { productId: 'caille', quantity: 2, unit: 'piece' } as const;
const SHOP = 'boucherie-martin';

function memoryKeeper(): Keeper & { readonly kept: Map<string, string> } {
  const kept = new Map<string, string>();
  return {
    kept,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
}

const REFUSING: Keeper = {
  getItem: () => {
    throw new Error('forbidden');
  },
  setItem: () => {
    throw new Error('full');
  },
  removeItem: () => {
    throw new Error('forbidden');
  },
};

let keeper: ReturnType<typeof memoryKeeper>;
beforeEach(() => {
  keeper = memoryKeeper();
});

describe('lines', () => {
  it('added, changed, taken out → in place, in sequence', () => {
    const two = withLine(withLine(emptyBasket(SHOP), BAVETTE), QUAIL);
    expect(two.lines).toEqual([BAVETTE, QUAIL]);
    expect(withLine(two, { ...BAVETTE, quantity: 550 }).lines).toEqual([
      { ...BAVETTE, quantity: 550 },
      QUAIL,
    ]);
    expect(withLine(two, { ...BAVETTE, quantity: 0 }).lines).toEqual([QUAIL]);
  });

  it('a changed basket → no longer the one that was ordered', () => {
    const ordered = { ...withLine(emptyBasket(SHOP), BAVETTE), placedAs: 'order1' };
    expect(withLine(ordered, QUAIL).placedAs).toBeNull();
  });

  it('the wish sent → trimmed, with absent facts as null, and no price in it', () => {
    const wished = withWishes(withLine(emptyBasket(SHOP), BAVETTE), { name: ' Marie ', note: '  ' });
    expect(wishOf(wished)).toEqual({
      shopId: SHOP,
      paymentMethod: 'ONLINE',
      items: [BAVETTE],
      pickupAt: null,
      note: null,
      contact: { name: 'Marie', phone: null, email: null },
    });
    expect(wishOf(emptyBasket(SHOP)).contact).toBeNull();
  });
});

describe('the store', () => {
  it('another page, or the same after a reload → reads the same basket, one per shop', () => {
    const store = createBasketStore(keeper);
    store.change(SHOP, (basket) => withLine(basket, BAVETTE));
    store.change('maison-dubois', (basket) => withLine(basket, QUAIL));
    const reloaded = createBasketStore(keeper);
    expect(reloaded.read(SHOP)).toEqual(store.read(SHOP));
    expect(reloaded.currentShop()).toBe('maison-dubois');
    expect(reloaded.read('maison-dubois').lines).toEqual([QUAIL]);
  });

  it('read twice → the same object, until it changes; then who listens is told', () => {
    const store = createBasketStore(keeper);
    let told = 0;
    const stop = store.subscribe(() => {
      told += 1;
    });
    const before = store.read(SHOP);
    expect(store.read(SHOP)).toBe(before);
    store.change(SHOP, (basket) => withLine(basket, BAVETTE));
    stop();
    store.change(SHOP, (basket) => withLine(basket, QUAIL));
    expect([told, store.read(SHOP) === before]).toEqual([1, false]);
  });

  it('changed by another tab → read anew', () => {
    const [mine, other] = [createBasketStore(keeper), createBasketStore(keeper)];
    expect(mine.read(SHOP).lines).toEqual([]);
    other.change(SHOP, (basket) => withLine(basket, BAVETTE));
    mine.forget();
    expect(mine.read(SHOP).lines).toEqual([BAVETTE]);
  });

  it('its order is settled → empty, the customer’s details kept; another order → untouched', () => {
    const store = createBasketStore(keeper);
    store.change(SHOP, (basket) => ({
      ...withWishes(withLine(basket, BAVETTE), {
        name: 'Marie',
        note: 'fin',
        pickupAt: '2026-11-25T08:00:00Z',
      }),
      placedAs: 'order1',
    }));
    store.settle('order2');
    expect(store.read(SHOP).lines).toEqual([BAVETTE]);
    store.settle('order1');
    expect(store.read(SHOP)).toMatchObject({
      lines: [],
      placedAs: null,
      wishes: { name: 'Marie', note: '', pickupAt: null },
    });
  });

  it('a browser that keeps nothing → the basket lives as long as the page', () => {
    const store = createBasketStore(REFUSING);
    store.change(SHOP, (basket) => withLine(basket, BAVETTE));
    expect(store.read(SHOP).lines).toEqual([BAVETTE]);
    expect(store.currentShop()).toBeNull();
  });

  it.each([
    null,
    '',
    '{',
    'null',
    '[]',
    '7',
    '{"lines":7,"wishes":[]}',
    '{"lines":[null,{"productId":1,"quantity":1,"unit":"g"},{"productId":"a","quantity":-1,"unit":"g"},{"productId":"a","quantity":1,"unit":"kg"}]}',
  ])('kept by an older version, or damaged (%#) → an empty basket, no error', (text) => {
    expect(parseBasket(text, SHOP)).toEqual(emptyBasket(SHOP));
  });
});

const refused = (status: number): ApiProblem => {
  const problem: Problem = { type: '', title: '', status, code: '', detail: '', error: '' };
  return new ApiProblem(problem, null);
};

describe('the key of an attempt', () => {
  const counting = () => {
    let made = 0;
    return () => {
      made += 1;
      return `key-${made}`;
    };
  };

  it('until it was answered → the same key, also after a reload; then another', () => {
    const makeKey = counting();
    const keys = createPlacingKeys(keeper, makeKey);
    expect([keys.keyFor(SHOP), keys.keyFor(SHOP)]).toEqual(['key-1', 'key-1']);
    expect(createPlacingKeys(keeper, makeKey).keyFor(SHOP)).toBe('key-1');
    keys.answered(SHOP);
    expect([keys.keyFor(SHOP), keys.keyFor('maison-dubois')]).toEqual(['key-2', 'key-3']);
  });

  it('a browser that keeps nothing → the same key as long as the page lives', () => {
    const keys = createPlacingKeys(REFUSING, counting());
    expect([keys.keyFor(SHOP), keys.keyFor(SHOP)]).toEqual(['key-1', 'key-1']);
    keys.answered(SHOP);
    expect(keys.keyFor(SHOP)).toBe('key-2');
  });

  it('refused → answered; no answer, busy, away, signed out → the attempt goes on', () => {
    expect([400, 403, 404, 422].map((status) => endsAttempt(refused(status)))).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect([401, 429, 500, 503].map((status) => endsAttempt(refused(status)))).toEqual([
      false,
      false,
      false,
      false,
    ]);
    expect(endsAttempt(new NoAnswer(false))).toBe(false);
  });
});
