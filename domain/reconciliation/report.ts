// A run of the reconciliation as it goes on, and what is left of it in the end. Its size does not grow with the work.
import type { OrderId } from '../ids.ts';
import { after, type Duration, days, type Instant, instant } from '../time.ts';
import type { Finding } from './findings.ts';

/** In this order: events first, for they repair; then the truth as it stands; then our own orders. */
export const STEPS = [
  'EVENTS',
  'SESSIONS',
  'CHARGES',
  'REFUNDS',
  'DISPUTES',
  'UNFINISHED_ORDERS',
  'CHANGED_ORDERS',
] as const;
export type StepName = (typeof STEPS)[number];

/** An order to be looked at a second time, with what at Stripe gave rise to it, besides what its row knows. */
export interface Suspect {
  readonly orderId: OrderId;
  readonly sessionIds: readonly string[];
  readonly paymentIntentIds: readonly string[];
  /** Whether this run told it something. */
  readonly isTold: boolean;
}

export interface Report {
  readonly since: Instant;
  readonly startedAt: Instant;
  /** Objects and orders gone through. */
  readonly seen: Readonly<Record<StepName, number>>;
  /** Facts that orders had not been told before. */
  readonly told: number;
  /** Orders looked at a second time. */
  readonly examined: number;
  /** Orders that were told something and are right now. */
  readonly repaired: Capped<OrderId>;
  readonly unexplained: Capped<Finding>;
  /** The orders behind these: the next run looks at them again. */
  readonly open: readonly Suspect[];
  /** Personal data removed that never became an order. */
  readonly purged: number;
}

/** All are counted, the first are named. */
export interface Capped<T> {
  readonly count: number;
  readonly named: readonly T[];
}

export const MOST_NAMED = 200;

export function addTo<T>({ count, named }: Capped<T>, more: readonly T[]): Capped<T> {
  return { count: count + more.length, named: [...named, ...more].slice(0, MOST_NAMED) };
}

export function emptyReport(since: Instant, startedAt: Instant): Report {
  const none = { count: 0, named: [] };
  return {
    since,
    startedAt,
    seen: {
      EVENTS: 0,
      SESSIONS: 0,
      CHARGES: 0,
      REFUNDS: 0,
      DISPUTES: 0,
      UNFINISHED_ORDERS: 0,
      CHANGED_ORDERS: 0,
    },
    told: 0,
    examined: 0,
    repaired: none,
    unexplained: none,
    open: [],
    purged: 0,
  };
}

/** Objects that came while the lists were read are seen by the next run. */
export const OVERLAP: Duration = days(1 / 24);
/** As far back as Stripe keeps its events. */
const FIRST_RUN: Duration = days(30);

export function sinceOf(lastMark: Instant | null, now: Instant): Instant {
  return lastMark === null ? instant(now - FIRST_RUN) : instant(lastMark - OVERLAP);
}

/**
 * Where the next run takes up. It does not move as long as more is unexplained than could be named, or something could
 * not be read and is no known order's: going through it again is the only way not to forget it.
 */
export function markOf({ since, startedAt, unexplained: { count, named } }: Report): Instant {
  const isForgotten = ({ code, orderId }: Finding) => code === 'UNREADABLE' && orderId === null;
  return count > named.length || named.some(isForgotten) ? after(since, OVERLAP) : startedAt;
}

/** Whatever gave rise to it: one more look is enough for an order. */
export function addSuspects(known: readonly Suspect[], more: readonly Suspect[]): readonly Suspect[] {
  const all = new Map(known.map((suspect) => [suspect.orderId, suspect]));
  for (const suspect of more) {
    const before = all.get(suspect.orderId);
    all.set(suspect.orderId, before === undefined ? suspect : merged(before, suspect));
  }
  return [...all.values()];
}

function merged(one: Suspect, other: Suspect): Suspect {
  return {
    orderId: one.orderId,
    sessionIds: [...new Set([...one.sessionIds, ...other.sessionIds])],
    paymentIntentIds: [...new Set([...one.paymentIntentIds, ...other.paymentIntentIds])],
    isTold: one.isTold || other.isTold,
  };
}

export function suspectOf(orderId: OrderId, about: Partial<Omit<Suspect, 'orderId'>> = {}): Suspect {
  return { orderId, sessionIds: [], paymentIntentIds: [], isTold: false, ...about };
}
