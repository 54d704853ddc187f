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

interface DecisionTimes {
  readonly remindAt: Instant;
  readonly deadline: Instant;
}

/** Counted from the next opening when the shop is closed at `alertedAt`; never later than the pickup. */
export function decisionTimes(placed: PlacedOrder, alertedAt: Instant): DecisionTimes {
  const full = after(openFrom(placed, alertedAt), placed.policy.decisionWindow);
  const bounded = placed.pickupAt === null ? full : earlier(full, placed.pickupAt);
  const deadline = later(bounded, alertedAt);
  return { remindAt: reminder(placed, deadline, alertedAt), deadline };
}

/** Half of what is left of the shop's time to decide, as seen at `at`. */
export function reminder(placed: PlacedOrder, deadline: Instant, at: Instant): Instant {
  const from = earlier(openFrom(placed, at), deadline);
  return instant(from + Math.floor((deadline - from) / 2));
}

/** When the shop, if it is closed at `at`, opens next. */
function openFrom({ hours }: PlacedOrder, at: Instant): Instant {
  return isOpenAt(hours, at) ? at : (nextOpening(hours, at) ?? at);
}

export function pickupGraceEnd(placed: PlacedOrder, readyAt: Instant): Instant {
  return after(later(readyAt, placed.pickupAt ?? readyAt), placed.policy.pickupGrace);
}
