// More time for the butcher's decision, given by an operator: how far the deadline may be moved.
import type { PlacedOrder } from './placed-order.ts';
import { after, type Duration, hours, type Instant, minutes } from './time.ts';

/** By so much from the present deadline, or to an instant: which may be said twice. */
export type Extension = { readonly by: Duration } | { readonly until: Instant };

/** Of one extension; each is on the timeline, so that an order kept waiting for days has its names. */
const MOST = hours(24);
const LEAST = minutes(1);

export function extended(deadline: Instant, extension: Extension): Instant {
  return 'until' in extension ? extension.until : after(deadline, extension.by);
}

/** @returns whether the deadline may move: later, by a day at most, and never past the pickup. */
export function mayExtend({ pickupAt }: Pick<PlacedOrder, 'pickupAt'>, from: Instant, to: Instant): boolean {
  return to >= after(from, LEAST) && to <= after(from, MOST) && (pickupAt === null || to <= pickupAt);
}
