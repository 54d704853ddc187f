// French: every text of the pages, and the shape the other languages have.
import { BASKET } from './fr/basket.ts';
import { CONSOLE } from './fr/console.ts';
import { ORDER } from './fr/order.ts';
import { SHARED } from './fr/shared.ts';
import { SHOP } from './fr/shop.ts';
import { TIMELINE } from './fr/timeline.ts';

export const FR = {
  shared: SHARED,
  shop: SHOP,
  basket: BASKET,
  order: ORDER,
  timeline: TIMELINE,
  console: CONSOLE,
};

export type Texts = typeof FR;
