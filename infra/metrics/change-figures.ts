// What one written change of an order says about the service: how orders end, and how long people wait.
import { isOpen, type OrderStatus, type Reason } from '../../domain/order-status.ts';
import type { OrderChange } from '../../domain/ports/order-store.ts';
import { type Duration, type Instant, until } from '../../domain/time.ts';
import type { TimelineKind } from '../../domain/timeline.ts';

export interface ChangeFigures {
  /** Null unless the order ends with this change. */
  readonly end: { readonly status: OrderStatus; readonly reason: Reason | 'NONE' } | null;
  /** From placing to the payment's confirmation; null unless it is confirmed with this change. */
  readonly toPaid: Duration | null;
  /** Null unless the butcher, or the deadline in their place, decides with this change. */
  readonly decision: Decision | null;
}

interface Decision {
  readonly kind: 'accepted' | 'rejected' | 'no_answer';
  /** Since the butcher could know of the order, hours in which the shop is closed included. */
  readonly after: Duration;
}

/** What an order ends with. */
const ENDINGS: Readonly<Partial<Record<OrderStatus, TimelineKind>>> = {
  COLLECTED: 'COLLECTED',
  REJECTED: 'REJECTED',
  CANCELLED: 'CANCELLED',
  EXPIRED: 'PAYMENT_ABANDONED',
  NO_SHOW: 'NO_SHOW',
};

/** @param change of whose entries only those are looked at that are given: what was told before is not told again. */
export function figuresOf(change: OrderChange): ChangeFigures {
  const { state, fromStatus, entries } = change;
  const ending = ENDINGS[state.status];
  const ends = isOpen(fromStatus) && entries.some(({ kind }) => kind === ending);
  const paidAt = timeOf(change, 'PAYMENT_CONFIRMED');
  return {
    end: ends ? { status: state.status, reason: state.reason ?? 'NONE' } : null,
    toPaid: paidAt === null ? null : until(state.placedAt, paidAt),
    decision: decisionOf(change),
  };
}

/** A refusal of an order the butcher was never alerted of is no decision anybody waited for. */
function decisionOf(change: OrderChange): Decision | null {
  const { state } = change;
  if (state.decisionDeadline === null) return null;
  // Online orders are alerted of when they are paid, the others when they are placed.
  const alertedAt = (state.paymentIntentId === null ? null : state.paidAt) ?? state.placedAt;
  const acceptedAt = timeOf(change, 'ACCEPTED');
  if (acceptedAt !== null) return { kind: 'accepted', after: until(alertedAt, acceptedAt) };
  const rejectedAt = timeOf(change, 'REJECTED');
  if (rejectedAt === null) return null;
  return {
    kind: state.reason === 'NO_ANSWER' ? 'no_answer' : 'rejected',
    after: until(alertedAt, rejectedAt),
  };
}

function timeOf({ entries }: OrderChange, kind: TimelineKind): Instant | null {
  return entries.find((entry) => entry.kind === kind)?.at ?? null;
}
