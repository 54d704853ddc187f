// English: what every page says.
import type { Texts } from '../fr.ts';

export const SHARED: Texts['shared'] = {
  brand: 'Klik&Go',
  home: 'Shops',
  basket: 'Basket',
  myOrders: 'My orders',
  console: 'For butchers',
  signIn: 'Sign in',
  signInAgain: 'Sign in again',
  sessionOver: 'Your session is over.',
  sessionOverHint: 'Sign in again to go on: your basket is kept.',
  signInUnset: 'Signing in is not available at the moment.',
  skip: 'Skip to content',
  loading: 'Loading…',
  retry: 'Try again',
  offline: 'You are offline. What you see may be out of date.',
  reconnecting: 'Connection lost, reconnecting…',
  noAnswer: 'We got no answer. Check your network, then try again.',
  failed: 'Something went wrong.',
  unknownPage: 'There is no such page.',
  toShops: 'See the shops',
  perKg: (price) => `${price}/kg`,
  perPiece: (price) => `${price} each`,
  pieces: (count) => (count === 1 ? '1 piece' : `${count} pieces`),
  total: 'Total',
};
