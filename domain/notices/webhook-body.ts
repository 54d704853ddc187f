// What a shop's own programs are sent: the fact and where the order stands. No personal data.
import type { StoredOrder } from '../ports/order-store.ts';
import { type Instant, isoTime } from '../time.ts';
import type { TimelineKind } from '../timeline.ts';
import type { NoticeFact } from './notice.ts';

const TYPES: Readonly<Partial<Record<TimelineKind, string>>> = {
  BUTCHER_ALERTED: 'order.placed',
  BUTCHER_REMINDED: 'order.reminder',
  DECISION_EXTENDED: 'order.decision_extended',
  ACCEPTED: 'order.accepted',
  REJECTED: 'order.rejected',
  CANCELLED: 'order.cancelled',
  READY: 'order.ready',
  COLLECTED: 'order.collected',
  NO_SHOW: 'order.no_show',
  REFUND_SUCCEEDED: 'order.refunded',
  REFUND_FAILED: 'order.refund_failed',
};

/** @returns null for a fact that programs are not told of. */
export const webhookType = (kind: TimelineKind): string | null => TYPES[kind] ?? null;

/** @param at when it happened. @returns the JSON that is signed and sent. */
export function webhookBody(
  fact: NoticeFact,
  at: Instant,
  { placed, state, pickupCode }: StoredOrder,
): string {
  return JSON.stringify({
    type: webhookType(fact.kind),
    timestamp: isoTime(at),
    data: {
      orderId: fact.orderId,
      shopId: fact.shopId,
      sequence: fact.sequence,
      // As it stands now, which may be further than the fact.
      status: state.status,
      paymentStatus: state.paymentStatus,
      paymentMethod: placed.paymentMethod,
      reason: state.reason,
      totalCents: placed.total.cents,
      currency: placed.total.currency,
      pickupAt: placed.pickupAt === null ? null : isoTime(placed.pickupAt),
      pickupCode,
    },
  });
}
