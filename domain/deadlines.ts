// The deadlines of an order, computed from the shop's policy and hours it was placed under.
import { isOpenAt, nextOpening } from './opening-hours.ts';
import type { PlacedOrder } from './placed-order.ts';
import { after, earlier, type Instant, instant, later, longer, minutes } from './time.ts';

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
  const start = openFrom(placed, alertedAt);
  const full = after(start, placed.policy.decisionWindow);
  const bounded = placed.pickupAt === null ? full : earlier(full, placed.pickupAt);
  const deadline = later(bounded, alertedAt);
  return { remindAt: halfway(earlier(start, deadline), deadline), deadline };
}

/** For an order already alerted whose workflow was lost: its deadline stands, half of what is left goes to the reminder. */
export function decisionTimesLeft(placed: PlacedOrder, deadline: Instant, at: Instant): DecisionTimes {
  return { remindAt: halfway(earlier(openFrom(placed, at), deadline), deadline), deadline };
}

/** When the shop, if it is closed at `at`, opens next. */
function openFrom({ hours }: PlacedOrder, at: Instant): Instant {
  return isOpenAt(hours, at) ? at : (nextOpening(hours, at) ?? at);
}

const halfway = (from: Instant, to: Instant): Instant => instant(from + Math.floor((to - from) / 2));

export function pickupGraceEnd(placed: PlacedOrder, readyAt: Instant): Instant {
  return after(later(readyAt, placed.pickupAt ?? readyAt), placed.policy.pickupGrace);
}
