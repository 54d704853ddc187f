// The opaque cursor of order lists: the last order of a page, by time and id.
import { type OrderId, parseOrderId } from '../../domain/ids.ts';
import { InvalidCursor } from '../../domain/ports/orders-view.ts';
import { type Instant, instant } from '../../domain/time.ts';

interface ListPosition {
  readonly createdAt: Instant;
  readonly orderId: OrderId;
}

/** Thirteen digits reach beyond the year 2200, and stay a time that PostgreSQL accepts. */
const POSITION = /^(\d{1,13})\.([a-z0-9]+)$/;

export function writeCursor({ createdAt, orderId }: ListPosition): string {
  return Buffer.from(`${createdAt}.${orderId}`).toString('base64url');
}

/** @throws InvalidCursor when the text was not written by `writeCursor`. */
export function readCursor(cursor: string): ListPosition {
  const [, createdAt, id] = POSITION.exec(Buffer.from(cursor, 'base64url').toString('latin1')) ?? [];
  const orderId = parseOrderId(id ?? '');
  if (createdAt === undefined || orderId === null) throw new InvalidCursor('not a cursor of ours');
  return { createdAt: instant(Number(createdAt)), orderId };
}
