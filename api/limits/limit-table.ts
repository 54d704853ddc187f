// How much anybody may ask for, each number with its reason. RATE_LIMIT_FACTOR multiplies them all.
import type { LimitName, LimitTable } from '../../domain/ports/request-limits.ts';
import { minutes } from '../../domain/time.ts';

/** `free`: never counted. */
export type RouteLimit = LimitName | 'free';

const aMinute = (requests: number) => ({ requests, per: minutes(1) });

/**
 * Per user: more than a person's fingers and the pages' own requests come to. Per address: as many people as a mobile
 * carrier puts behind one, at a busy hour; a whole shop's tablets are far below.
 */
export const LIMITS: LimitTable = {
  // A page asks some five times when it opens, and then follows a stream.
  reads: { user: aMinute(600), address: aMinute(6_000), isShared: true },
  // Two a second is faster than anybody accepts; each is a round trip through Temporal.
  decisions: { user: aMinute(120), address: aMinute(1_200), isShared: true },
  // A page repeats an order that found no answer, with its key, four times. Each may start a workflow and a session at Stripe.
  placing: { user: aMinute(20), address: aMinute(200), isShared: true },
  // After a deployment every page comes back at once.
  streams: { user: aMinute(60), address: aMinute(1_200), isShared: true },
  // From memory, without the database: counting them there would cost more than they do.
  files: { user: null, address: aMinute(6_000), isShared: false },
  // Only webhooks whose signature is none. Nobody but Stripe has any business here, and Stripe signs.
  forgeries: { user: null, address: aMinute(20), isShared: true },
};
