// A shop's deadlines, copied into each order when it is placed.
import { type Duration, hours, minutes } from './time.ts';

export interface ShopPolicy {
  /** How long a customer may take to pay online. */
  readonly paymentWindow: Duration;
  /** How long the butcher may take to decide; the reminder comes at half of it. */
  readonly decisionWindow: Duration;
  /** How long a ready order is kept after its pickup time. */
  readonly pickupGrace: Duration;
}

export const DEFAULT_POLICY: ShopPolicy = {
  paymentWindow: minutes(35),
  decisionWindow: minutes(30),
  pickupGrace: hours(24),
};
