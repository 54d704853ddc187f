// The upper bounds of histograms, in seconds.

/** Of one call, ours or Stripe's: from a fast read to the deadline of an update. */
export const CALLS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15];
/** Of what people or Stripe's webhooks take: from a second to a day, with the deadlines of the policy among them. */
export const WAITS = [
  1, 5, 15, 30, 60, 120, 300, 600, 900, 1_200, 1_800, 2_400, 3_600, 10_800, 43_200, 86_400,
];
