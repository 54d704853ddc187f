// Whether a value that arrived as a signal has the shape of a Stripe fact.
import { STRIPE_EVENT_MEANING, type StripeFact } from './payment-facts.ts';

const SUBJECTS = ['session', 'refund', 'dispute'] as const;

/** Checks the parts that code branches on; a signal typed by hand must not be able to break an order. */
export function isStripeFact(value: unknown): value is StripeFact {
  if (!isRecord(value) || typeof value.eventId !== 'string') return false;
  const kind = Object.values(STRIPE_EVENT_MEANING).find((known) => known === value.kind);
  if (kind === undefined) return false;
  return isRecord(value[subjectOf(kind)]);
}

function subjectOf(kind: StripeFact['kind']): (typeof SUBJECTS)[number] {
  if (kind === 'REFUND_CHANGED') return 'refund';
  return kind === 'DISPUTE_OPENED' || kind === 'DISPUTE_CLOSED' ? 'dispute' : 'session';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
