// Reads a basket as it was kept; what cannot be read is left out, never the cause of an error.
import { type Basket, type BasketLine, emptyBasket, type Wishes } from './basket.ts';

export function parseBasket(text: string | null, shopId: string): Basket {
  const empty = emptyBasket(shopId);
  const kept = parseJson(text);
  if (!isRecord(kept)) return empty;
  const { lines, wishes, placedAs } = kept;
  return {
    shopId,
    lines: Array.isArray(lines) ? lines.filter(isLine) : [],
    wishes: isRecord(wishes) ? parseWishes(wishes, empty.wishes) : empty.wishes,
    placedAs: typeof placedAs === 'string' ? placedAs : null,
  };
}

function parseWishes(kept: Record<string, unknown>, none: Wishes): Wishes {
  const text = (name: 'note' | 'name' | 'phone'): string =>
    typeof kept[name] === 'string' ? kept[name] : none[name];
  return {
    pickupAt: typeof kept.pickupAt === 'string' ? kept.pickupAt : null,
    note: text('note'),
    name: text('name'),
    phone: text('phone'),
    paymentMethod: kept.paymentMethod === 'ON_PICKUP' ? 'ON_PICKUP' : 'ONLINE',
  };
}

function isLine(kept: unknown): kept is BasketLine {
  if (!isRecord(kept)) return false;
  const { productId, quantity, unit } = kept;
  const isUnit = unit === 'g' || unit === 'piece';
  return typeof productId === 'string' && typeof quantity === 'number' && quantity > 0 && isUnit;
}

function parseJson(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return null;
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
