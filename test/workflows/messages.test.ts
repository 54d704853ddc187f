// Messages that come early, twice, late, malformed, or under a name nobody knows.

import { describe, expect, it } from 'vitest';
import { orderWorkflowId } from '../../domain/identity.ts';
import type { PlacedOrder } from '../../domain/placed-order.ts';
import { hours, minutes } from '../../domain/time.ts';
import * as messages from '../../workflows/messages.ts';
import { benchForEachTest } from '../support/bench-hooks.ts';
import {
  type Bench,
  BUTCHER,
  CUSTOMER,
  OPERATOR,
  paidFact,
  placeOrder,
  startOrder,
} from '../support/order-scenario.ts';
import { placedOrder } from '../support/placed-orders.ts';

let bench: Bench;
benchForEachTest((fresh) => {
  bench = fresh;
});

const run = <T>(story: () => Promise<T>): Promise<T> => bench.worker.runUntil(story);
const onPickup = (): PlacedOrder => placedOrder({ paymentMethod: 'ON_PICKUP' });
const lastNote = (placed: PlacedOrder) =>
  bench.orders.row(placed.orderId).timeline.findLast((entry) => entry.kind === 'MESSAGE_REFUSED');

async function finish(handle: Awaited<ReturnType<typeof placeOrder>>['handle']): Promise<void> {
  await handle.executeUpdate(messages.readyUpdate, { args: [{ by: BUTCHER }] });
  await handle.executeUpdate(messages.collectUpdate, { args: [{ by: BUTCHER }] });
  await handle.result();
}

describe('a message before the first task', () => {
  it.each(['accept', 'reject'] as const)('%s is heard once the order is placed', async (name) => {
    const placed = onPickup();
    await bench.env.client.workflow.signalWithStart('orderWorkflow', {
      workflowId: orderWorkflowId(placed.orderId),
      taskQueue: bench.taskQueue,
      args: [placed],
      signal: name,
      signalArgs: [{ by: 'operator' }],
    });
    await run(async () => {
      const handle = bench.env.client.workflow.getHandle(orderWorkflowId(placed.orderId));
      await bench.env.sleep(minutes(1));
      const state = await handle.query(messages.orderStateQuery);
      expect(state.status).toBe(name === 'accept' ? 'ACCEPTED' : 'REJECTED');
      expect(bench.orders.kinds(placed.orderId).slice(0, 2)).toEqual([
        'PLACED',
        name === 'accept' ? 'ACCEPTED' : 'REJECTED',
      ]);
      if (name === 'reject') await handle.result();
    });
  });

  it('a Stripe event waits until the session it speaks of is known, and then counts', async () => {
    const placed = placedOrder();
    await run(async () => {
      bench.payments.fault('openCheckout', 'unknown_after', 'unknown');
      const { handle } = await startOrder(bench, placed);
      await bench.env.sleep(500);
      await handle.signal(messages.stripeEventSignal, paidFact(bench, placed));
      await bench.env.sleep(minutes(10));
      expect(await handle.query(messages.orderStateQuery)).toMatchObject({
        status: 'PENDING',
        paymentStatus: 'PAID',
      });
      await handle.executeUpdate(messages.acceptUpdate, { args: [{ by: BUTCHER }] });
      await finish(handle);
    });
  });
});

describe('a message sent twice', () => {
  it('Stripe’s event changes the order once', async () => {
    const placed = placedOrder();
    await run(async () => {
      const { handle } = await placeOrder(bench, placed);
      const fact = paidFact(bench, placed);
      for (const eventId of ['evt_1', 'evt_1', 'evt_2']) {
        await handle.signal(messages.stripeEventSignal, { ...fact, eventId });
      }
      await handle.executeUpdate(messages.acceptUpdate, { args: [{ by: BUTCHER }] });
      await handle.executeUpdate(messages.acceptUpdate, { args: [{ by: BUTCHER }] });
      await finish(handle);
    });
    const kinds = bench.orders.kinds(placed.orderId);
    expect(kinds.filter((kind) => kind === 'PAYMENT_CONFIRMED')).toHaveLength(1);
    expect(kinds.filter((kind) => kind === 'ACCEPTED')).toHaveLength(1);
  });
});

describe('a message that is not allowed', () => {
  it('as an update says why, with where the order stands', async () => {
    const placed = placedOrder();
    await run(async () => {
      const { handle } = await placeOrder(bench, placed);
      const unpaid = handle.executeUpdate(messages.acceptUpdate, { args: [{ by: BUTCHER }] });
      await expect(unpaid).rejects.toMatchObject({
        cause: { type: 'NOT_PAID', details: [{ status: 'PENDING' }] },
      });
      const stranger = handle.executeUpdate(messages.acceptUpdate, { args: [{ by: CUSTOMER }] });
      await expect(stranger).rejects.toMatchObject({ cause: { type: 'FORBIDDEN' } });
      const retry = handle.executeUpdate(messages.retryRefundUpdate, { args: [{ by: OPERATOR }] });
      await expect(retry).rejects.toMatchObject({ cause: { type: 'NOTHING_TO_REFUND' } });
      await handle.result();
    });
  });

  it('as a signal is noted on the timeline and changes nothing', async () => {
    const placed = placedOrder();
    await run(async () => {
      const { handle } = await placeOrder(bench, placed);
      await handle.signal(messages.decisionSignal('accept'), { by: 'operator' });
      await bench.env.sleep(minutes(1));
      expect(await handle.query(messages.orderStateQuery)).toMatchObject({
        status: 'PENDING',
        paymentStatus: 'AWAITING',
      });
      expect(lastNote(placed)).toMatchObject({
        actor: 'operator',
        data: { message: 'accept', code: 'NOT_PAID' },
      });
      await handle.result();
    });
  });

  it.each([
    ['accept', undefined],
    ['accept', { by: 'mallory' }],
    ['accept', { by: 'system' }],
    ['reject', { by: 'operator', reason: 'BECAUSE' }],
    ['retryRefund', { by: 7 }],
    ['stripeEvent', 'evt_1'],
    ['stripeEvent', { kind: 'SESSION_COMPLETED', eventId: 'evt_1' }],
    ['nobodyKnowsThis', { by: 'operator' }],
  ])('%s with %j is noted and changes nothing', async (name, sent) => {
    const placed = onPickup();
    await run(async () => {
      const { handle } = await placeOrder(bench, placed);
      const before = await handle.query(messages.orderStateQuery);
      await handle.signal(name, sent);
      await bench.env.sleep(minutes(1));
      expect(lastNote(placed)).toMatchObject({ data: { message: name, code: 'MALFORMED_REQUEST' } });
      expect(await handle.query(messages.orderStateQuery)).toEqual({
        ...before,
        version: before.version + 1,
      });
      await handle.executeUpdate(messages.rejectUpdate, { args: [{ by: BUTCHER, reason: 'CLOSED' }] });
      await handle.result();
    });
  });
});

describe('every update and signal has a handler', () => {
  const DECISIONS = [
    'accept',
    'reject',
    'ready',
    'collect',
    'noShow',
    'cancel',
    'retryRefund',
    'extendDecision',
    'acknowledge',
    'recheckPayment',
  ];
  const UPDATES = ['place', ...DECISIONS];
  const SIGNALS = ['checkPayment', 'knock', 'stripeEvent', ...DECISIONS].toSorted(alphabetical);

  it('under exactly the names others rely on', async () => {
    const placed = onPickup();
    await run(async () => {
      const { handle } = await placeOrder(bench, placed);
      const meta = await handle.query('__temporal_workflow_metadata');
      const names = (list: readonly { name?: string }[]) =>
        list
          .map(({ name }) => name)
          .filter((name) => name)
          .toSorted(alphabetical);
      expect(meta).toMatchObject({ definition: { type: 'orderWorkflow' } });
      const { definition } = metadata(meta);
      expect(names(definition.updateDefinitions)).toEqual(UPDATES.toSorted(alphabetical));
      expect(names(definition.signalDefinitions).filter((name) => !name?.startsWith('__'))).toEqual(SIGNALS);
      expect(names(definition.queryDefinitions)).toContain('orderState');
      for (const { name, description } of [
        ...definition.updateDefinitions,
        ...definition.signalDefinitions,
      ]) {
        if (DECISIONS.includes(name ?? '')) expect(description).toMatch(/ Envoyez \{"by":"operator:marie"/);
        else expect(description).toMatch(/.{15,}/);
      }
      await handle.executeUpdate(messages.rejectUpdate, { args: [{ by: BUTCHER, reason: 'CLOSED' }] });
      await handle.result();
    });
  });
});

const alphabetical = (a = '', b = ''): number => a.localeCompare(b);

interface Named {
  readonly name?: string;
  readonly description?: string;
}
interface Metadata {
  readonly definition: {
    readonly updateDefinitions: readonly Named[];
    readonly signalDefinitions: readonly Named[];
    readonly queryDefinitions: readonly Named[];
  };
}
/** The SDK answers its metadata query untyped. */
function metadata(value: unknown): Metadata {
  return value as Metadata;
}

describe('an operator in the Temporal UI', () => {
  it('who cancels the workflow itself stops nothing: the order is cancelled by its update', async () => {
    const placed = placedOrder();
    await run(async () => {
      const { handle } = await placeOrder(bench, placed);
      await handle.signal(messages.stripeEventSignal, paidFact(bench, placed));
      await handle.cancel();
      await bench.env.sleep(minutes(1));
      expect(lastNote(placed)).toMatchObject({ data: { message: 'cancel workflow' } });
      await handle.executeUpdate(messages.rejectUpdate, { args: [{ by: OPERATOR, reason: 'OTHER' }] });
      expect(await handle.result()).toMatchObject({ status: 'REJECTED', paymentStatus: 'REFUNDED' });
    });
  });
});

describe('money that does not match', () => {
  it.each([
    ['amount', { total: { cents: 1, currency: 'EUR' } }],
    ['currency', { total: { cents: 3740, currency: 'USD' } }],
    ['livemode', { livemode: true }],
    ['orderId', { orderId: 'another0' }],
    ['sessionId', { sessionId: 'cs_test_other' }],
  ])('in its %s never counts as paid and raises attention', async (field, change) => {
    const placed = placedOrder();
    await run(async () => {
      const { handle } = await placeOrder(bench, placed);
      const fact = paidFact(bench, placed);
      if (fact.kind !== 'SESSION_COMPLETED') throw new Error('a paid fact is about a session');
      await handle.signal(messages.stripeEventSignal, { ...fact, session: { ...fact.session, ...change } });
      await bench.env.sleep(minutes(1));
      expect(await handle.query(messages.orderStateQuery)).toMatchObject({
        paymentStatus: 'AWAITING',
        attention: ['PAYMENT_MISMATCH'],
      });
      expect(bench.orders.row(placed.orderId).timeline.at(-1)).toMatchObject({
        kind: 'PAYMENT_MISMATCH',
        data: { field },
      });
      await handle.terminate();
    });
  });
});

describe('a lost webhook', () => {
  it('is made up for when the customer comes back from the payment page', async () => {
    const placed = placedOrder();
    await run(async () => {
      const { handle } = await placeOrder(bench, placed);
      bench.payments.pay(placed.orderId);
      await handle.signal(messages.checkPaymentSignal);
      await bench.env.sleep(minutes(1));
      expect(await handle.query(messages.orderStateQuery)).toMatchObject({ paymentStatus: 'PAID' });
      await handle.executeUpdate(messages.acceptUpdate, { args: [{ by: BUTCHER }] });
      await finish(handle);
    });
  });

  it('a nudge about a page still open changes nothing', async () => {
    const placed = placedOrder();
    await run(async () => {
      const { handle } = await placeOrder(bench, placed);
      await handle.signal(messages.checkPaymentSignal);
      expect(await handle.result()).toMatchObject({ status: 'EXPIRED' });
    });
  });
});

describe('Stripe away', () => {
  it('at the deadline: the order waits for its answer and never expires on our own clock', async () => {
    const placed = placedOrder();
    await run(async () => {
      const { handle } = await placeOrder(bench, placed);
      bench.payments.fault('expireCheckout', ...Array.from({ length: 30 }, () => 'unknown' as const));
      await bench.env.sleep(minutes(50));
      expect(await handle.query(messages.orderStateQuery)).toMatchObject({ status: 'PENDING' });
      bench.payments.pay(placed.orderId);
      await bench.env.sleep(hours(1));
      expect(bench.orders.kinds(placed.orderId)).toContain('PAYMENT_CONFIRMED');
      expect(await handle.result()).toMatchObject({ paymentStatus: 'REFUNDED' });
    });
  });

  it('while the session is made: a lost answer gives the same session, never a second one', async () => {
    const placed = placedOrder();
    await run(async () => {
      bench.payments.fault('openCheckout', 'unknown_after', 'unknown');
      const { handle, placement } = await placeOrder(bench, placed);
      expect(placement.checkout?.url).toContain(placed.orderId);
      await handle.result();
    });
    const keys = new Set(
      bench.payments.calls.filter((call) => call.method === 'openCheckout').map((call) => call.key),
    );
    expect([...keys]).toEqual([`order-${placed.orderId}/checkout/1`]);
  });

  it('refusing every session until the window closes, the order expires and says so', async () => {
    const placed = placedOrder();
    await run(async () => {
      bench.payments.fault('openCheckout', ...Array.from({ length: 60 }, () => 'refused' as const));
      const { handle } = await startOrder(bench, placed);
      await bench.env.sleep(minutes(5));
      expect(await handle.query(messages.orderStateQuery)).toMatchObject({
        attention: ['STRIPE_REQUEST_REFUSED'],
      });
      await bench.env.sleep(hours(1));
      const seen = { by: OPERATOR, code: 'STRIPE_REQUEST_REFUSED' } as const;
      await handle.executeUpdate(messages.acknowledgeUpdate, { args: [seen] });
      expect(await handle.result()).toMatchObject({ status: 'EXPIRED', paymentStatus: 'ABANDONED' });
    });
  });
});

describe('the database away', () => {
  it('holds the order up but loses nothing', async () => {
    const placed = onPickup();
    await run(async () => {
      bench.orders.goAway(4);
      const { handle } = await placeOrder(bench, placed);
      bench.orders.goAway(4);
      await handle.executeUpdate(messages.rejectUpdate, { args: [{ by: BUTCHER, reason: 'CLOSED' }] });
      await handle.result();
    });
    expect(bench.orders.kinds(placed.orderId)).toEqual(['PLACED', 'BUTCHER_ALERTED', 'REJECTED']);
  });
});
