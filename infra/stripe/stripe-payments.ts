// The port Payments on Stripe's API. Every write carries our own idempotency key.
import type Stripe from 'stripe';
import type { PaymentFacts, Payments, RefundRequest } from '../../domain/ports/payments.ts';
import { checkoutParams } from './checkout-params.ts';
import { answerOf } from './stripe-answers.ts';
import { disputeFacts, refundFacts, sessionFacts } from './stripe-facts.ts';

/** Stripe's largest page. */
const PAGE = 100;

/** @param appUrl where customers come back to after paying. */
export function openStripePayments(stripe: Stripe, appUrl: string): Payments {
  const { sessions } = stripe.checkout;
  return {
    openCheckout: (request) =>
      answerOf(
        () => sessions.create(checkoutParams(request, appUrl), { idempotencyKey: request.idempotencyKey }),
        sessionFacts,
      ),
    expireCheckout: ({ sessionId, idempotencyKey }) =>
      answerOf(() => sessions.expire(sessionId, {}, { idempotencyKey }), sessionFacts),
    lookUpSession: async (sessionId) => {
      const answer = await answerOf(() => sessions.retrieve(sessionId), sessionFacts);
      const isMissing = answer.kind === 'refused' && answer.code === 'resource_missing';
      return isMissing ? { kind: 'done', value: null } : answer;
    },
    findSessions: (orderId, since) =>
      answerOf(
        () => all(sessions.list({ created: { gte: Math.floor(since / 1_000) }, limit: PAGE })),
        (found) =>
          every(
            found.filter((session) => session.metadata?.orderId === orderId),
            sessionFacts,
          ),
      ),
    refund: (request) =>
      answerOf(
        () => stripe.refunds.create(refundParams(request), { idempotencyKey: request.idempotencyKey }),
        refundFacts,
      ),
    listRefunds: (paymentIntentId) =>
      answerOf(
        () => all(stripe.refunds.list({ payment_intent: paymentIntentId, limit: PAGE })),
        (found) => every(found, refundFacts),
      ),
    lookUpPayment: (paymentIntentId) => answerOf(() => readPayment(stripe, paymentIntentId), paymentFacts),
  };
}

function refundParams({
  orderId,
  paymentIntentId,
  amount,
  generation,
}: RefundRequest): Stripe.RefundCreateParams {
  return {
    payment_intent: paymentIntentId,
    amount: amount.cents,
    reason: 'requested_by_customer',
    metadata: { orderId, generation: String(generation) },
  };
}

async function all<T>(pages: AsyncIterable<T>): Promise<readonly T[]> {
  const found: T[] = [];
  for await (const entry of pages) found.push(entry);
  return found;
}

/** Null as soon as one is not readable: a part of the truth would be taken for the whole. */
function every<S, T>(found: readonly S[], narrow: (entry: S) => T | null): readonly T[] | null {
  const facts = found.map(narrow).filter((fact) => fact !== null);
  return facts.length === found.length ? facts : null;
}

interface ReadPayment {
  readonly intent: Stripe.PaymentIntent;
  readonly charge: Stripe.Charge | null;
  readonly disputes: readonly Stripe.Dispute[];
}

/** `charge.disputed` stays true when a dispute was won: only then the disputes themselves are read. */
async function readPayment(stripe: Stripe, paymentIntentId: string): Promise<ReadPayment> {
  const intent = await stripe.paymentIntents.retrieve(paymentIntentId, { expand: ['latest_charge'] });
  const charge = typeof intent.latest_charge === 'string' ? null : intent.latest_charge;
  const wasDisputed = charge?.disputed === true;
  const list = { payment_intent: paymentIntentId, limit: PAGE };
  return { intent, charge, disputes: wasDisputed ? await all(stripe.disputes.list(list)) : [] };
}

function paymentFacts({ intent, charge, disputes }: ReadPayment): PaymentFacts | null {
  if (intent.object !== 'payment_intent' || !intent.id) return null;
  const told = every(disputes, disputeFacts);
  if (told === null) return null;
  return {
    orderId: intent.metadata.orderId ?? null,
    capturedCents: intent.amount_received,
    refundedCents: charge?.amount_refunded ?? 0,
    disputed: told.some(({ won }) => won !== true),
  };
}
