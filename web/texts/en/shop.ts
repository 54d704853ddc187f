// English: the shops and what they sell.
import type { Texts } from '../fr.ts';

export const SHOP: Texts['shop'] = {
  shopsTitle: 'Choose your butcher',
  shopsLead: 'Order online, collect in the shop when it suits you.',
  noShops: 'No shop takes orders at the moment.',
  open: 'Open',
  closed: 'Closed',
  today: 'Today',
  closedToday: 'Closed today',
  reopens: (when) => `Opens again ${when}`,
  basketWaits: 'Your basket is waiting',
  hours: 'Opening hours',
  closedDay: 'Closed',
  categories: 'Sections',
  add: 'Add',
  addOf: (name) => `Add ${name}`,
  less: (name) => `Less ${name}`,
  more: (name) => `More ${name}`,
  remove: 'Remove',
  removeOf: (name) => `Remove ${name}`,
  quantityOf: (name) => `Quantity of ${name}`,
  quickOf: (amount, name) => `${amount} of ${name}`,
  limit: 'This is the most one order can hold.',
  seeBasket: 'See the basket',
  articles: (count) => (count === 1 ? '1 item' : `${count} items`),
};
