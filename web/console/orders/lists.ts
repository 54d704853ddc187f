// Which order stands in which list of the counter, and in what sequence.
import type { Order } from '../../api/bodies.ts';
import { type Book, isOpen } from './book.ts';
import { parisDay } from './paris-day.ts';

export const LISTS = ['decide', 'preparing', 'ready', 'today'] as const;
export type ListName = (typeof LISTS)[number];

const NEVER = Number.POSITIVE_INFINITY;

const deadlineOf = ({ decisionDeadline }: Order): number =>
  decisionDeadline === null ? NEVER : Date.parse(decisionDeadline);

/** As soon as possible means since it was ordered. */
const pickupOf = ({ pickupAt, createdAt }: Order): number => Date.parse(pickupAt ?? createdAt);

const byDeadline = (a: Order, b: Order): number =>
  // Two without a deadline: infinity minus infinity is no number.
  deadlineOf(a) === deadlineOf(b) ? pickupOf(a) - pickupOf(b) : deadlineOf(a) - deadlineOf(b);

const byPickup = (a: Order, b: Order): number => pickupOf(a) - pickupOf(b) || a.id.localeCompare(b.id);

/** Money in an unusual place: somebody should know, also when the order is done. */
export const needsAttention = ({ paymentStatus }: Order): boolean =>
  paymentStatus === 'DISPUTED' || paymentStatus === 'REFUND_FAILED';

const AT_PICKUP: readonly Order['status'][] = ['ACCEPTED', 'READY', 'COLLECTED', 'NO_SHOW'];

/** To be picked up today, or still not picked up from an earlier day. */
function isOfDay(order: Order, now: number): boolean {
  if (needsAttention(order)) return true;
  if (!AT_PICKUP.includes(order.status)) return false;
  const [day, today] = [parisDay(pickupOf(order)), parisDay(now)];
  return day === today || (isOpen(order) && day < today);
}

/** @param now milliseconds, of the server. */
export function listOf(book: Book, name: ListName, now: number): Order[] {
  const orders = [...book.values()];
  switch (name) {
    case 'decide':
      return orders.filter(({ status }) => status === 'PENDING').toSorted(byDeadline);
    case 'preparing':
      return orders.filter(({ status }) => status === 'ACCEPTED').toSorted(byPickup);
    case 'ready':
      return orders.filter(({ status }) => status === 'READY').toSorted(byPickup);
    case 'today':
      return orders.filter((order) => isOfDay(order, now)).toSorted(byPickup);
  }
}

export const pendingIds = (book: Book): string[] =>
  [...book.values()].filter(({ status }) => status === 'PENDING').map(({ id }) => id);
