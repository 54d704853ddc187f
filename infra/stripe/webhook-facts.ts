// What each handled event type means, as a fact about an order.
import { STRIPE_EVENT_MEANING, type StripeEventType, type StripeFact } from '../../domain/payment-facts.ts';
import { type Named, namedIn } from './named-in.ts';
import { disputeFacts, refundFacts, sessionFacts } from './stripe-facts.ts';

/** Whom it is about: null where only its payment tells whose it is. */
export interface ToldFact extends Named {
  readonly fact: StripeFact;
}

export interface ReadEvent {
  readonly id: string;
  readonly type: string;
  readonly object: unknown;
}

/** Null for every type that says nothing about an order. An object of another shape is `UNREADABLE`. */
export function factOf({ id: eventId, type, object }: ReadEvent): ToldFact | null {
  if (!isHandled(type)) return null;
  const fact = readFact(type, eventId, object) ?? unreadable(eventId, type);
  return { fact, ...namedIn(object) };
}

export const unreadable = (eventId: string, type: string): StripeFact => ({
  kind: 'UNREADABLE',
  eventId,
  event: `${type} ${eventId}`,
});

const isHandled = (type: string): type is StripeEventType => Object.hasOwn(STRIPE_EVENT_MEANING, type);

function readFact(type: StripeEventType, eventId: string, object: unknown): StripeFact | null {
  const kind = STRIPE_EVENT_MEANING[type];
  switch (kind) {
    case 'SESSION_COMPLETED':
    case 'SESSION_EXPIRED':
    case 'ASYNC_PAYMENT_SUCCEEDED':
    case 'ASYNC_PAYMENT_FAILED': {
      const session = sessionFacts(object);
      return session === null ? null : { kind, eventId, session };
    }
    case 'REFUND_CHANGED': {
      const refund = refundFacts(object);
      return refund === null ? null : { kind, eventId, refund };
    }
    case 'DISPUTE_OPENED':
    case 'DISPUTE_CLOSED': {
      const dispute = disputeFacts(object);
      return dispute === null ? null : { kind, eventId, dispute };
    }
  }
}
