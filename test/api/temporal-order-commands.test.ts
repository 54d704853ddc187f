// OrderCommands on a real Temporal server with the real workflow: every message, and what its answers mean.
import { Client } from '@temporalio/client';
import { describe, expect, it } from 'vitest';
import { openOrderCommands } from '../../api/orders/temporal-order-commands.ts';
import { aftercareWorkflowId, orderWorkflowId } from '../../domain/identity.ts';
import type { StripeFact } from '../../domain/payment-facts.ts';
import { readSetupTemporalEnv } from '../../infra/env.ts';
import { lazyTemporal } from '../../infra/temporal/connection.ts';
import { openFactTeller } from '../../infra/temporal/temporal-fact-teller.ts';
import { stripeEventSignal } from '../../workflows/messages.ts';
import { BUTCHER, CUSTOMER } from '../support/order-scenario.ts';
import { type OrdersService, ordersServiceForFile } from '../support/orders-service.ts';
import { freshOrderId, placedOrder } from '../support/placed-orders.ts';
import { openTimeSkipping } from '../support/temporal.ts';

let env: OrdersService['env'];
let commands: OrdersService['commands'];
let facts: OrdersService['facts'];
let statusOf: OrdersService['statusOf'];
let payments: OrdersService['payments'];
let orders: OrdersService['orders'];
ordersServiceForFile(openTimeSkipping, (service) => {
  ({ env, commands, facts, statusOf, payments, orders } = service);
});

const atCounter = () => placedOrder({ paymentMethod: 'ON_PICKUP' });
const paid = (orderId: Parameters<OrdersService['payments']['pay']>[0], eventId = 'evt_1'): StripeFact => ({
  kind: 'SESSION_COMPLETED',
  eventId,
  session: payments.pay(orderId),
});
/** The time-skipping server skips while a result is waited for; here nobody waits for one. */
const eventually = (check: () => void) =>
  expect
    .poll(
      () => {
        check();
        return true;
      },
      { timeout: 10_000 },
    )
    .toBe(true);

const NOTHING = { pickupCode: null, checkout: null };

describe('placing', () => {
  it('an order paid online → the page to pay on, in one round trip', async () => {
    const placed = placedOrder();
    const outcome = await commands.place(placed);
    const { pickupCode, checkout } = outcome.kind === 'placed' ? outcome.placement : NOTHING;
    expect(pickupCode).toMatch(/^\w{4}$/);
    expect(checkout?.url).toMatch(/^https:/);
  });

  it('twice, at once, and again later → one workflow, one page', async () => {
    const placed = placedOrder();
    const [first, second] = await Promise.all([commands.place(placed), commands.place(placed)]);
    expect(second).toEqual(first);
    expect(await commands.awaitPlacement(placed.orderId)).toEqual(first);
    expect(await commands.place(placed)).toEqual(first);
  });

  it('an order that has ended → the answer it once gave, or ended; never started again', async () => {
    const placed = atCounter();
    await commands.place(placed);
    await commands.decide(placed.orderId, { kind: 'reject', by: BUTCHER, reason: 'CLOSED' });
    const order = env.client.workflow.getHandle(orderWorkflowId(placed.orderId));
    await order.result();
    const { runId } = await order.describe();
    expect(['placed', 'ended']).toContain((await commands.place(placed)).kind);
    expect(['placed', 'ended']).toContain((await commands.awaitPlacement(placed.orderId)).kind);
    expect(await order.describe()).toMatchObject({ runId, status: { name: 'COMPLETED' } });
    expect(await commands.awaitPlacement(freshOrderId())).toEqual({ kind: 'ended' });
  });

  it('a shop with the longest name → its summary still fits', async () => {
    const placed = placedOrder({ shopName: 'Œ'.repeat(200), paymentMethod: 'ON_PICKUP' });
    expect((await commands.place(placed)).kind).toBe('placed');
  });

  it('what operators see → search attributes from the start', async () => {
    const placed = placedOrder({ paymentMethod: 'ON_PICKUP' });
    await commands.place(placed);
    const { typedSearchAttributes } = await env.client.workflow
      .getHandle(orderWorkflowId(placed.orderId))
      .describe();
    const seen = Object.fromEntries(
      typedSearchAttributes.getAll().map(({ key, value }) => [key.name, value]),
    );
    expect(seen).toMatchObject({
      OrderStatus: 'PENDING',
      PaymentStatus: 'DUE_AT_PICKUP',
      PaymentMethod: 'ON_PICKUP',
      ShopId: 'boucherie-martin',
      NeedsAttention: false,
    });
  });
});

describe('deciding', () => {
  it('each decision of an order’s way → decided, and recorded before the answer', async () => {
    const placed = atCounter();
    await commands.place(placed);
    for (const [kind, status] of [
      ['accept', 'ACCEPTED'],
      ['ready', 'READY'],
      ['collect', 'COLLECTED'],
    ] as const) {
      expect(await commands.decide(placed.orderId, { kind, by: BUTCHER })).toEqual({ kind: 'decided' });
      expect(orders.row(placed.orderId).state.status).toBe(status);
    }
  });

  it('no-show and cancel → decided', async () => {
    const [one, two] = [atCounter(), atCounter()];
    await Promise.all([commands.place(one), commands.place(two)]);
    await commands.decide(one.orderId, { kind: 'accept', by: BUTCHER });
    await commands.decide(one.orderId, { kind: 'ready', by: BUTCHER });
    expect(await commands.decide(one.orderId, { kind: 'noShow', by: BUTCHER })).toEqual({ kind: 'decided' });
    const cancel = { kind: 'cancel', by: CUSTOMER, reason: 'CUSTOMER_REQUEST' } as const;
    expect(await commands.decide(two.orderId, cancel)).toEqual({ kind: 'decided' });
  });

  it('the same again → decided; another, too early, unpaid → refused with its code', async () => {
    const placed = atCounter();
    await commands.place(placed);
    const decide = (kind: 'accept' | 'ready' | 'collect') =>
      commands.decide(placed.orderId, { kind, by: BUTCHER });
    expect(await decide('ready')).toEqual({ kind: 'refused', code: 'NOT_ALLOWED_YET' });
    await decide('accept');
    expect(await decide('accept')).toEqual({ kind: 'decided' });
    const reject = { kind: 'reject', by: BUTCHER, reason: 'CLOSED' } as const;
    expect(await commands.decide(placed.orderId, reject)).toEqual({ kind: 'refused', code: 'TOO_LATE' });
    const unpaid = placedOrder();
    await commands.place(unpaid);
    const accept = { kind: 'accept', by: BUTCHER } as const;
    expect(await commands.decide(unpaid.orderId, accept)).toEqual({ kind: 'refused', code: 'NOT_PAID' });
  });

  it('an order that has ended, or never was → ended', async () => {
    const placed = atCounter();
    await commands.place(placed);
    await commands.decide(placed.orderId, { kind: 'reject', by: BUTCHER, reason: 'CLOSED' });
    await env.client.workflow.getHandle(orderWorkflowId(placed.orderId)).result();
    for (const orderId of [placed.orderId, freshOrderId()]) {
      expect(await commands.decide(orderId, { kind: 'accept', by: BUTCHER })).toEqual({ kind: 'ended' });
    }
  });
});

describe('nobody listens at Temporal’s address', () => {
  it('every command → away, within a second or two', async () => {
    const temporal = await lazyTemporal(readSetupTemporalEnv({ TEMPORAL_ADDRESS: '127.0.0.1:1' }));
    const client = new Client(temporal);
    const cut = openOrderCommands(client);
    const fact: StripeFact = {
      kind: 'SESSION_EXPIRED',
      eventId: 'evt_1',
      session: payments.pay((await placedHere()).orderId),
    };
    const calls = [
      cut.place(atCounter()),
      cut.awaitPlacement(freshOrderId()),
      cut.decide(freshOrderId(), { kind: 'accept', by: BUTCHER }),
      cut.checkPayment(freshOrderId()),
      openFactTeller(client, { signal: stripeEventSignal, statusOf }).tellFact(freshOrderId(), fact),
      cut.ping(),
    ];
    const startedAt = Date.now();
    for (const outcome of await Promise.allSettled(calls)) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { name: 'TemporalAway' } });
    }
    expect(Date.now() - startedAt).toBeLessThan(4_000);
    await temporal.connection.close();
  });
});

async function placedHere() {
  const placed = placedOrder();
  await commands.place(placed);
  return placed;
}

describe('telling', () => {
  it('a payment → the order is paid', async () => {
    const placed = placedOrder();
    await commands.place(placed);
    await facts.tellFact(placed.orderId, paid(placed.orderId));
    await eventually(() => expect(orders.row(placed.orderId).state.paymentStatus).toBe('PAID'));
  });

  it('a nudge after a lost webhook → the order looks, and is paid', async () => {
    const placed = placedOrder();
    await commands.place(placed);
    payments.pay(placed.orderId);
    await commands.checkPayment(placed.orderId);
    await eventually(() => expect(orders.row(placed.orderId).state.paymentStatus).toBe('PAID'));
  });

  it('a nudge for an order that is not there → nothing happens', async () => {
    await expect(commands.checkPayment(freshOrderId())).resolves.toBeUndefined();
  });

  it('a fact for an order that has ended, or never was → its aftercare takes it, also twice', async () => {
    const orderId = freshOrderId();
    const fact: StripeFact = {
      kind: 'DISPUTE_OPENED',
      eventId: 'evt_d',
      dispute: { disputeId: 'dp_1', paymentIntentId: null, won: null },
    };
    await facts.tellFact(orderId, fact);
    await facts.tellFact(orderId, fact);
    const aftercare = await env.client.workflow.getHandle(aftercareWorkflowId(orderId)).describe();
    expect(aftercare.type).toBe('aftercareWorkflow');
  });
});
