// Prices what a customer wants, or says which line cannot be.

import { FAILURES } from '../../domain/failures.ts';
import type { Shop } from '../../domain/ports/catalogue.ts';
import { priceItems } from '../../domain/pricing.ts';
import { Refusal } from '../problem/refusal.ts';
import type { Wish } from './place-body.ts';

/** @throws Refusal */
export function priced(shop: Shop, wanted: Wish['items']) {
  const result = priceItems(shop.products, wanted);
  if (result.kind === 'priced') return result;
  const { code, line } = result;
  if (line === null) throw new Refusal(code);
  throw new Refusal(code, { errors: [{ path: `items.${line}`, message: FAILURES[code].detail }] });
}
