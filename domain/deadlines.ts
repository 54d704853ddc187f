// The deadlines of an order, computed from the shop's policy and hours it was placed under.
import { isOpenAt, nextOpening } from './opening-hours.ts';
import type { PlacedOrder } from './placed-order.ts';
import { after, earlier, type Instant, instant, later, longer, minutes, until } from './time.ts';

/** Stripe's minimum is 30 minutes and its boundary is unreliable. */
const SESSION_MINIMUM = minutes(31);

export function paymentDeadline(placed: PlacedOrder, placedAt: Instant): Instant {
  return after(placedAt, placed.policy.paymentWindow);
}

/** When the Checkout Session itself ends at Stripe: the payment window, but at least 31 minutes. */
export function sessionExpiry(placed: PlacedOrder, placedAt: Instant): Instant {
  return after(placedAt, longer(placed.policy.paymentWindow, SESSION_MINIMUM));
}

export interface DecisionTimes {
  readonly remindAt: Instant;
  readonly deadline: Instant;
}

/** Counted from the next opening when the shop is closed at `alertedAt`; never later than the pickup. */
export function decisionTimes(placed: PlacedOrder, alertedAt: Instant): DecisionTimes {
  const start = isOpenAt(placed.hours, alertedAt)
    ? alertedAt
    : (nextOpening(placed.hours, alertedAt) ?? alertedAt);
  const full = after(start, placed.policy.decisionWindow);
  const bounded = placed.pickupAt === null ? full : earlier(full, placed.pickupAt);
  const deadline = later(bounded, alertedAt);
  const from = earlier(start, deadline);
  return { remindAt: instant(from + Math.floor((deadline - from) / 2)), deadline };
}

/** For an order already alerted whose workflow was lost: its deadline stands, half of what is left goes to the reminder. */
export function decisionTimesLeft(deadline: Instant, at: Instant): DecisionTimes {
  return { remindAt: earlier(deadline, instant(at + Math.floor(until(at, deadline) / 2))), deadline };
}

export function pickupGraceEnd(placed: PlacedOrder, readyAt: Instant): Instant {
  return after(later(readyAt, placed.pickupAt ?? readyAt), placed.policy.pickupGrace);
}
