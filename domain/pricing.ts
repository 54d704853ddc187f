// Prices what a customer wants from a shop's products, in whole cents and whole grams, without a fraction anywhere.
import type { FailureCode } from './failures.ts';
import type { ProductId } from './ids.ts';
import { euros, type Money, sum } from './money.ts';
import type { OrderItem, Unit } from './order-item.ts';
import type { Product } from './ports/catalogue.ts';

export interface WantedItem {
  readonly productId: ProductId;
  /** Whole grams, whole pieces, or kilograms with at most three decimals. */
  readonly quantity: number;
  readonly unit: Unit;
}

export type Priced =
  | { readonly kind: 'priced'; readonly items: readonly OrderItem[]; readonly total: Money }
  /** `line` counts from 0; null when the whole is what is wrong. */
  | { readonly kind: 'refused'; readonly code: FailureCode; readonly line: number | null };

const GRAMS_PER_KG = 1_000;
const MOST_GRAMS = 20_000;
const MOST_PIECES = 100;
/** Stripe's minimum. */
const LEAST_TOTAL = 50;
const MOST_TOTAL = 500_000;

/** Each line is rounded once, half up. A fraction of a kilogram is written in grams from then on. */
export function priceItems(products: readonly Product[], wanted: readonly WantedItem[]): Priced {
  const items: OrderItem[] = [];
  for (const [line, item] of wanted.entries()) {
    const product = products.find(({ productId }) => productId === item.productId);
    const priced = product === undefined ? 'UNKNOWN_PRODUCT' : priceItem(product, item);
    if (typeof priced === 'string') return { kind: 'refused', code: priced, line };
    items.push(priced);
  }
  const total = sum(items.map(({ price }) => price));
  if (total.cents < LEAST_TOTAL || total.cents > MOST_TOTAL) {
    return { kind: 'refused', code: 'TOTAL_OUT_OF_RANGE', line: null };
  }
  return { kind: 'priced', items, total };
}

function priceItem(product: Product, wanted: WantedItem): OrderItem | FailureCode {
  const isWeighed = product.pricedPer === 'KG';
  if (isWeighed === (wanted.unit === 'piece')) return 'WRONG_UNIT';
  const amount = isWeighed ? gramsOf(wanted) : wholeOf(wanted.quantity);
  if (amount === null || amount < 1 || amount > (isWeighed ? MOST_GRAMS : MOST_PIECES)) {
    return 'QUANTITY_OUT_OF_RANGE';
  }
  const { productId, name, unitPrice } = product;
  const cents = isWeighed ? centsOfGrams(unitPrice, amount) : unitPrice.cents * amount;
  return { productId, name, ...frozenQuantity(wanted, amount), price: euros(cents) };
}

function frozenQuantity(
  { quantity, unit }: WantedItem,
  amount: number,
): Pick<OrderItem, 'quantity' | 'unit'> {
  if (unit === 'kg' && !Number.isInteger(quantity)) return { quantity: amount, unit: 'g' };
  return { quantity, unit };
}

const wholeOf = (quantity: number): number | null => (Number.isSafeInteger(quantity) ? quantity : null);

/** Decimals are read from the number as it is written: multiplying 1.001 by 1000 would not give whole grams. */
function gramsOf({ quantity, unit }: WantedItem): number | null {
  if (unit === 'g') return wholeOf(quantity);
  const written = /^(\d{1,9})(?:\.(\d{1,3}))?$/.exec(String(quantity));
  if (written === null) return null;
  const [, whole = '0', decimals = ''] = written;
  return Number(whole) * GRAMS_PER_KG + Number(decimals.padEnd(3, '0'));
}

/** Cents per kilogram times grams, rounded half up by whole numbers only. */
function centsOfGrams({ cents }: Money, grams: number): number {
  const rounded = cents * grams + GRAMS_PER_KG / 2;
  return (rounded - (rounded % GRAMS_PER_KG)) / GRAMS_PER_KG;
}
