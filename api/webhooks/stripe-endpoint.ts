// POST /api/webhooks/stripe: a verified event is told to its order, then answered.
import { z } from 'zod';
import { effectOf } from '../../domain/fact-effect.ts';
import { forwardFact } from '../../domain/forward-fact.ts';
import type { OrderId } from '../../domain/ids.ts';
import type { WebhookOutcome } from '../../domain/ports/api-measures.ts';
import { until } from '../../domain/time.ts';
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
  handle: async ({ parts, access: webhook, about }) => {
    if (webhook.kind !== 'fact') return dismiss(parts, webhook);
    const effect = effectOf(webhook.fact);
    const event: Fact = { ...webhook, effect };
    if (event.orderId !== null) about(event.orderId);
    // What another delivery is just telling is repeated here.
    let outcome: WebhookOutcome = 'repeated';
    const forwardOnce = async (): Promise<boolean> => {
      outcome = await forward(parts, event, about);
      return outcome !== 'foreign';
    };
    try {
      await parts.recentFacts.once(effect, forwardOnce);
    } catch (error) {
      outcome = 'not_taken';
      throw error;
    } finally {
      measure(parts, outcome, event);
    }
    return RECEIVED;
  },
});

async function forward(
  parts: ApiParts,
  event: Fact,
  about: (orderId: OrderId) => void,
): Promise<'told' | 'repeated' | 'foreign'> {
  const forwarded = await forwardFact(parts, event);
  switch (forwarded.kind) {
    case 'told': {
      const { orderId } = forwarded;
      about(orderId);
      parts.log.info({ orderId, eventId: event.eventId, type: event.type }, 'a Stripe event was told');
      return 'told';
    }
    case 'known':
      return 'repeated';
    case 'foreign':
      noteStray(parts, event);
      return 'foreign';
    case 'owner_unknown':
      throw new Refusal('UNAVAILABLE');
  }
}

function measure({ measures, now }: ApiParts, outcome: WebhookOutcome, { madeAt }: Fact): void {
  const lag = outcome === 'told' && madeAt !== null ? until(madeAt, now()) : null;
  measures.webhook({ outcome, lag });
}

/** Stripe could only send it again: what is not about our orders is acknowledged, and never believed. */
function dismiss({ log, measures }: ApiParts, { kind, eventId, type }: Exclude<Webhook, Fact>): Answer {
  measures.webhook({ outcome: kind, lag: null });
  const mode = 'a Stripe event of the other mode: see which endpoint has this secret';
  if (kind === 'other_mode') log.warn({ eventId, type }, mode);
  return RECEIVED;
}

function noteStray({ log }: ApiParts, { eventId, type, fact }: Fact): void {
  if (fact.kind === 'UNREADABLE')
    log.warn({ eventId, type }, 'a Stripe event that names no order and cannot be read');
  else log.info({ eventId, type }, 'a Stripe event of no order of ours');
}
