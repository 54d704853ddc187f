// POST /api/webhooks/stripe: a verified event is told to its order, then answered.
import { z } from 'zod';
import { effectOf } from '../../domain/fact-effect.ts';
import { forwardFact } from '../../domain/forward-fact.ts';
import type { Access } from '../auth/access.ts';
import type { ApiParts } from '../parts.ts';
import { Refusal } from '../problem/refusal.ts';
import { type Answer, ok } from '../routing/answer.ts';
import { endpoint } from '../routing/endpoint.ts';

const ReceivedBody = z.strictObject({ received: z.literal(true) }).meta({ id: 'WebhookReceived' });
const RECEIVED: Answer = ok({ received: true });

type Webhook = Access['stripe'];
type Fact = Extract<Webhook, { readonly kind: 'fact' }>;

/** Anything but 2xx is sent again for three days, so only what Temporal has taken, or is not ours, gets one. */
export const receiveStripeEvent = endpoint('stripe', {
  tag: 'Stripe',
  summary: 'Événements signés de Stripe',
  body: null,
  query: null,
  answers: { 200: ReceivedBody },
  problems: [],
  handle: async ({ parts, access: webhook }) => {
    if (webhook.kind !== 'fact') return dismiss(parts, webhook);
    const effect = effectOf(webhook.fact);
    await parts.recentFacts.once(effect, () => forward(parts, { ...webhook, effect }));
    return RECEIVED;
  },
});

/** @returns whether its order has the fact now; false when it is nobody's. */
async function forward(parts: ApiParts, webhook: Fact): Promise<boolean> {
  const forwarded = await forwardFact(parts, webhook);
  if (forwarded.kind === 'owner_unknown') throw new Refusal('UNAVAILABLE');
  if (forwarded.kind !== 'foreign') return true;
  noteStray(parts, webhook);
  return false;
}

/** Stripe could only send it again: what is not about our orders is acknowledged, and never believed. */
function dismiss({ log }: ApiParts, { kind, eventId, type }: Exclude<Webhook, Fact>): Answer {
  const mode = 'a Stripe event of the other mode: see which endpoint has this secret';
  if (kind === 'other_mode') log.warn({ eventId, type }, mode);
  return RECEIVED;
}

function noteStray({ log }: ApiParts, { eventId, type, fact }: Fact): void {
  if (fact.kind === 'UNREADABLE')
    log.warn({ eventId, type }, 'a Stripe event that names no order and cannot be read');
  else log.info({ eventId, type }, 'a Stripe event of no order of ours');
}
