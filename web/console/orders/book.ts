// The orders a counter knows. What was read later never gives way to what was read before.
import type { Order } from '../../api/bodies.ts';

export type Book = ReadonlyMap<string, Order>;

export const EMPTY_BOOK: Book = new Map();

export const OPEN: readonly Order['status'][] = ['PENDING', 'ACCEPTED', 'READY'];
export const isOpen = ({ status }: Order): boolean => OPEN.includes(status);

/** An order paid online is nothing to work on before it is paid. */
const hasReachedShop = ({ status, paymentStatus }: Order): boolean =>
  !(status === 'PENDING' && (paymentStatus === 'AWAITING' || paymentStatus === 'PROCESSING'));

/** @returns the same book when nothing changed. */
export function withOrder(book: Book, order: Order): Book {
  const known = book.get(order.id);
  if (!hasReachedShop(order) || (known !== undefined && known.version > order.version)) return book;
  return new Map(book).set(order.id, order);
}

/** What a whole reading takes the place of; orders heard of while it was under way keep their newer version. */
export function afterReading(book: Book, read: readonly Order[], heard: ReadonlySet<string>): Book {
  const kept = [...book.values()].filter(({ id }) => heard.has(id) || !read.some((order) => order.id === id));
  const base: Book = new Map(kept.map((order) => [order.id, order]));
  return read.reduce(withOrder, base);
}

/** Known as open, and not among those read: they have ended, and are to be read one by one. */
export const gone = (book: Book, read: readonly Order[]): string[] =>
  [...book.values()]
    .filter((order) => isOpen(order) && !read.some(({ id }) => id === order.id))
    .map(({ id }) => id);
