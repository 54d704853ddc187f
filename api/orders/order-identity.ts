// The id of an order to be. A key sent twice names the same order, without anything having to be remembered.
import { createHash, randomBytes } from 'node:crypto';
import { type OrderId, parseOrderId, type UserId } from '../../domain/ids.ts';
import { Refusal } from '../problem/refusal.ts';
import type { Wish } from './place-body.ts';

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';
/** 26 characters of 5 bits: 130 bits, so that two orders never meet. */
const LENGTH = 26;
const PRINTABLE = /^[\x20-\x7e]{1,255}$/;

/** @returns null when no key was sent. @throws Refusal `MALFORMED_REQUEST` */
export function parseIdempotencyKey(header: string | null): string | null {
  if (header === null || PRINTABLE.test(header)) return header;
  const message = 'De 1 à 255 caractères ASCII imprimables';
  throw new Refusal('MALFORMED_REQUEST', {
    detail: `Requête invalide : Idempotency-Key : ${message}`,
    errors: [{ path: 'Idempotency-Key', message }],
  });
}

/** The same key of another customer is another order. Without a key, every request is an order. */
export function orderIdFor(customerId: UserId, key: string | null): OrderId {
  const bytes =
    key === null ? randomBytes(32) : createHash('sha256').update(`${customerId}\n${key}`).digest();
  const id = parseOrderId(base32(bytes).slice(0, LENGTH));
  if (id === null) throw new RangeError('base32 in lower case is always an order id');
  return id;
}

/** Equal for equal wishes, however their JSON was written. The route does not count, the payment method does. */
export function fingerprintOf(wish: Wish): string {
  const { shopId, paymentMethod, pickupAt, note, contact } = wish;
  const items = wish.items.map(({ productId, quantity, unit }) => [productId, quantity, unit]);
  const canonical = [
    shopId,
    paymentMethod,
    items,
    pickupAt,
    note,
    contact.name,
    contact.phone,
    contact.email,
  ];
  return createHash('sha256').update(JSON.stringify(canonical)).digest('hex');
}

function base32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const groups = bits.match(/.{5}/g) ?? [];
  return groups.map((group) => ALPHABET.charAt(Number.parseInt(group, 2))).join('');
}
