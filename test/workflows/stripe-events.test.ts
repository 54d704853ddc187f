// Every type of event the service handles, from its signed bytes to a workflow that visibly reacts: Temporal takes any signal in silence.
import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import type { OrderId } from '../../domain/ids.ts';
import type { StripeEventType, StripeFact } from '../../domain/payment-facts.ts';
import type { TimelineKind } from '../../domain/timeline.ts';
import * as messages from '../../workflows/messages.ts';
import { sessionEvent, signature, signedWebhooks } from '../api/signed-webhooks.ts';
import { benchForEachTest } from '../support/bench-hooks.ts';
import { type Bench, paidFact, placeOrder } from '../support/order-scenario.ts';
import { placedOrder } from '../support/placed-orders.ts';

let bench: Bench;
benchForEachTest((fresh) => {
  bench = fresh;
});

function factOf(body: string): StripeFact {
  const verified = signedWebhooks.verify(Buffer.from(body, 'utf8'), signature(body));
  if (verified.kind !== 'fact') throw new Error(`${verified.kind} is no fact`);
  return verified.fact;
}

const ofSession =
  (session: object) =>
  (type: string, orderId: OrderId): string =>
    sessionEvent({
      type,
      session: {
        id: bench.payments.session(orderId).sessionId,
        amount_total: 3740,
        metadata: { orderId },
        ...session,
      },
    });
const ofMoney =
  (object: object) =>
  (type: string, orderId: OrderId): string =>
    JSON.stringify({
      id: 'evt_1',
      object: 'event',
      type,
      livemode: false,
      data: { object: { payment_intent: `pi_${orderId}`, amount: 3740, currency: 'eur', ...object } },
    });
const refund = ofMoney({ id: 're_1', object: 'refund', status: 'succeeded', metadata: {} });
const dispute = (status: string) => ofMoney({ id: 'dp_1', object: 'dispute', status });

interface Reaction {
  readonly told: (type: string, orderId: OrderId) => string;
  readonly to: 'unpaid' | 'paid';
  readonly shows: TimelineKind;
}

const REACTIONS: Readonly<Record<StripeEventType, Reaction>> = {
  'checkout.session.completed': { told: ofSession({}), to: 'unpaid', shows: 'PAYMENT_CONFIRMED' },
  'checkout.session.expired': {
    told: ofSession({ status: 'expired', payment_status: 'unpaid', payment_intent: null }),
    to: 'unpaid',
    shows: 'PAYMENT_ABANDONED',
  },
  'checkout.session.async_payment_succeeded': {
    told: ofSession({}),
    to: 'unpaid',
    shows: 'PAYMENT_CONFIRMED',
  },
  'checkout.session.async_payment_failed': {
    told: ofSession({ payment_status: 'unpaid' }),
    to: 'unpaid',
    shows: 'PAYMENT_ABANDONED',
  },
  'refund.created': { told: refund, to: 'paid', shows: 'ATTENTION_RAISED' },
  'refund.updated': { told: refund, to: 'paid', shows: 'ATTENTION_RAISED' },
  'refund.failed': { told: refund, to: 'paid', shows: 'ATTENTION_RAISED' },
  'charge.dispute.created': { told: dispute('needs_response'), to: 'paid', shows: 'DISPUTE_OPENED' },
  'charge.dispute.closed': { told: dispute('lost'), to: 'paid', shows: 'DISPUTE_CLOSED' },
};

describe('an event told to an order', () => {
  it.each(Object.entries(REACTIONS))('%s → shows on its timeline', async (type, { told, to, shows }) => {
    const placed = placedOrder();
    await bench.worker.runUntil(async () => {
      const { handle } = await placeOrder(bench, placed);
      if (to === 'paid') await handle.signal(messages.stripeEventSignal, paidFact(bench, placed));
      await handle.signal(messages.stripeEventSignal, factOf(told(type, placed.orderId)));
      await expect.poll(() => bench.orders.kinds(placed.orderId), { timeout: 10_000 }).toContain(shows);
    });
  });
});
