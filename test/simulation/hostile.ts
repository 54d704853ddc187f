// Verified events that are not what they seem: about other money, another order, or nothing at all.
import type { SessionFacts, StripeFact } from '../../domain/payment-facts.ts';
import { type Choices, oneOf } from './choices.ts';
import { START, type World } from './world.ts';

const LIES: readonly Partial<SessionFacts>[] = [
  { total: { cents: 3739, currency: 'EUR' } },
  { total: { cents: 3741, currency: 'EUR' } },
  { total: { cents: 3740, currency: 'USD' } },
  { livemode: true },
  { orderId: 'another0rder' },
  { sessionId: 'cs_test_unknown' },
  { paymentIntentId: null },
];

/** A completed, paid session of this order, with one thing wrong; once in a world. */
export function lieAbout({ placed, choices, account }: World): StripeFact {
  const [first] = account.sessions.values();
  const session: SessionFacts = {
    sessionId: first?.sessionId ?? 'cs_test_1',
    orderId: placed.orderId,
    status: 'complete',
    paid: true,
    total: { cents: 3740, currency: 'EUR' },
    paymentIntentId: 'pi_lie',
    url: null,
    expiresAt: first?.expiresAt ?? START,
    livemode: false,
    ...lieOf(choices),
  };
  return {
    kind: oneOf(choices, 'SESSION_COMPLETED', 'ASYNC_PAYMENT_SUCCEEDED'),
    eventId: 'evt_lie',
    session,
  };
}

const lieOf = (choices: Choices): Partial<SessionFacts> => LIES[choices.pick(LIES.length)] ?? {};
