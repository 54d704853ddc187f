// English: every text of the pages; loaded only for whom prefers it.
import { BASKET } from './en/basket.ts';
import { CONSOLE } from './en/console.ts';
import { MONEY } from './en/money.ts';
import { ORDER } from './en/order.ts';
import { PROBLEMS } from './en/problems.ts';
import { SHARED } from './en/shared.ts';
import { SHOP } from './en/shop.ts';
import { TIMELINE } from './en/timeline.ts';
import type { Texts } from './fr.ts';

export const EN: Texts = {
  shared: SHARED,
  shop: SHOP,
  basket: BASKET,
  order: ORDER,
  timeline: TIMELINE,
  console: CONSOLE,
  money: MONEY,
  problems: PROBLEMS,
};
