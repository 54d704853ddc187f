// Finds orders by what is said at a counter: the pickup code, a name, an order's number.
import type { Order } from '../../api/bodies.ts';

const MARKS = /\p{M}/gu;

/** Accents, case and spaces are nobody's concern. */
export const plain = (text: string): string =>
  text.normalize('NFD').replaceAll(MARKS, '').toLowerCase().replaceAll(/\s+/g, ' ').trim();

/** @param wanted as typed. */
export function matches({ pickupCode, contactName, contactPhone, id }: Order, wanted: string): boolean {
  const text = plain(wanted);
  if (text === '') return true;
  const phone = digits(contactPhone ?? '');
  // One says 06 of what may be written +33 6.
  const typed = digits(text).replace(/^0/, '');
  return (
    plain(pickupCode).startsWith(text.replaceAll(' ', '')) ||
    plain(contactName ?? '').includes(text) ||
    plain(id).startsWith(text) ||
    (typed.length >= 4 && phone.includes(typed))
  );
}

const digits = (text: string): string => text.replaceAll(/\D/g, '');

const ORDER_ID = /^[a-z0-9]{8,40}$/;

/** Whether it may be the number of an order that is not shown: then the API is asked. */
export const looksLikeId = (text: string): boolean => ORDER_ID.test(text.trim());
