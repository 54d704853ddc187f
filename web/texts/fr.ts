// French: every text of the pages, and the shape the other languages have.
import { BASKET } from './fr/basket.ts';
import { CONSOLE } from './fr/console.ts';
import { MONEY } from './fr/money.ts';
import { ORDER } from './fr/order.ts';
import { PROBLEMS } from './fr/problems.ts';
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
  money: MONEY,
  problems: PROBLEMS,
};

export type Texts = typeof FR;
