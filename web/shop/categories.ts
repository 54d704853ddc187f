// A shop's products by category, in the catalogue's own sequence.
import type { Product } from '../api/bodies.ts';

export interface Category {
  readonly name: string;
  /** For the address bar: `#rayon-0`. */
  readonly anchor: string;
  readonly products: readonly Product[];
}

export function categoriesOf(products: readonly Product[]): Category[] {
  const names = [...new Set(products.map(({ category }) => category))];
  return names.map((name, index) => ({
    name,
    anchor: `rayon-${index}`,
    products: products.filter(({ category }) => category === name),
  }));
}
