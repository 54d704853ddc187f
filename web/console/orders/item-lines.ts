// The lines of an order with their numbers, and how much of a thing is wanted.
import type { Item } from '../../api/bodies.ts';
import type { Formats } from '../../language/formats.ts';
import type { Texts } from '../../texts/fr.ts';

/** Two lines may be of the same product, and they never change places: their number names them. */
export const linesOf = (items: readonly Item[]): (Item & { readonly line: number })[] =>
  items.map((item, index) => ({ ...item, line: index + 1 }));

export function amountWords(
  { quantity, unit }: Pick<Item, 'quantity' | 'unit'>,
  formats: Pick<Formats, 'weight'>,
  { shared }: Pick<Texts, 'shared'>,
): string {
  switch (unit) {
    case 'g':
      return formats.weight(quantity);
    case 'kg':
      return formats.weight(quantity * 1_000);
    case 'piece':
      return shared.pieces(quantity);
  }
}
