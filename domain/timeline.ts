// The timeline: one entry for each thing that changed an order, in sequence from 1 without gaps.
import type { Actor } from './actor.ts';
import type { OrderEvent } from './order-event.ts';
import type { Instant } from './time.ts';

export const TIMELINE_KINDS = [
  'PLACED',
  'CHECKOUT_OPENED',
  'PAYMENT_PROCESSING',
  'PAYMENT_CONFIRMED',
  'PAYMENT_ABANDONED',
  'PAYMENT_MISMATCH',
  'BUTCHER_ALERTED',
  'BUTCHER_REMINDED',
  'ACCEPTED',
  'REJECTED',
  'CANCELLED',
  'READY',
  'COLLECTED',
  'NO_SHOW',
  'REFUND_REQUESTED',
  'REFUND_PENDING',
  'REFUND_SUCCEEDED',
  'REFUND_FAILED',
  'DISPUTE_OPENED',
  'DISPUTE_CLOSED',
  'ATTENTION_RAISED',
  'ATTENTION_CLEARED',
  'ACKNOWLEDGED',
  'DECISION_EXTENDED',
  'PAYMENT_CHECKED',
  'RESUMED',
  'MESSAGE_REFUSED',
] as const satisfies readonly (OrderEvent['type'] | 'PLACED')[];
export type TimelineKind = (typeof TIMELINE_KINDS)[number];

export type TimelineData = Readonly<Record<string, string | number | boolean | null>>;

export interface TimelineEntry {
  readonly sequence: number;
  readonly kind: TimelineKind;
  readonly actor: Actor;
  readonly at: Instant;
  readonly data: TimelineData;
}

/** @param sequence the state's version after the event. */
export function timelineEntry(event: OrderEvent, sequence: number, at: Instant): TimelineEntry {
  return { sequence, kind: event.type, actor: event.by, at, data: entryData(event) };
}

function entryData(event: OrderEvent): TimelineData {
  const { type: _type, by: _by, ...facts } = event;
  if (event.type === 'CHECKOUT_OPENED') {
    return { sessionId: event.checkout.sessionId, expiresAt: event.checkout.expiresAt };
  }
  return Object.fromEntries(Object.entries(facts).filter(isScalar));
}

function isScalar(entry: [string, unknown]): entry is [string, string | number | boolean | null] {
  return entry[1] === null || ['string', 'number', 'boolean'].includes(typeof entry[1]);
}
