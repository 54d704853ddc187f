// One order, followed: from the request to Stripe as one trace, each fact as one log line, and nobody's name in either.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { Worker } from '@temporalio/worker';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { CARDS, payWith } from '../../dev/demo/payment-page.ts';
import { orderWorkflowId } from '../../domain/identity.ts';
import { parseOrderId } from '../../domain/ids.ts';
import { CONTACT, NOTE } from '../support/canaries/cast.ts';
import { workflowBundle } from '../support/order-scenario.ts';
import { allHistories, textsIn } from '../support/raw-history.ts';
import { Checkout, WISH } from '../support/stack-client.ts';
import { type System, systemForFile } from '../support/system-hooks.ts';
import { NOWHERE, quiet } from '../support/temporal.ts';
import {
  attributeOf,
  pathOf,
  type ReceivedSpan,
  startTraceReceiver,
  type TraceReceiver,
} from '../support/trace-receiver.ts';

/** What must be read nowhere; the last one is typed on Stripe's page. */
const CANARIES = ['Célestine', CONTACT.phone, CONTACT.email, 'interphone', CARDS.good, 'Exemple', 'Désolé'];

let system: System;
let receiver: TraceReceiver;
systemForFile(
  (opened) => {
    system = opened;
  },
  async () => {
    receiver = await startTraceReceiver();
    return { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url, LOG_LEVEL: 'debug' };
  },
);
afterAll(() => receiver.close());

let orderId: string;
beforeAll(async () => {
  const { client, customer, butcher } = system;
  const wish = { ...WISH, contact: CONTACT, note: NOTE };
  const checkout = await client.post('/api/checkout', wish, { 'X-Request-Id': 'request-of-the-test' });
  const placed = Checkout.parse(await checkout.json());
  orderId = placed.orderId;
  await payWith(placed.url, CARDS.good);
  await customer.waitFor(orderId, { paymentStatus: 'PAID' }, 30_000);
  await butcher.decide(orderId, 'reject', { reason: 'OTHER', message: 'Désolé, Célestine' });
  await customer.waitFor(orderId, { paymentStatus: 'REFUNDED' }, 30_000);
  // Each process sends what it has every five seconds; this is the last of either.
  const last = ['RunWorkflow:orderWorkflow', 'POST /api/orders/:orderId/reject'];
  await vi.waitFor(() => expect(last.filter((name) => named(name).length === 0)).toEqual([]), {
    timeout: 30_000,
    interval: 200,
  });
}, 120_000);

const named = (name: string): ReceivedSpan[] =>
  receiver.spans.filter((span) => span.name === name && attributeOf(span, 'order.id') === orderId);

function only(name: string): ReceivedSpan {
  const [span, ...others] = named(name);
  if (span === undefined || others.length > 0) throw new Error(`${others.length + 1} spans ${name}`);
  return span;
}

const Line = z.looseObject({
  msg: z.string(),
  time: z.string(),
  orderId: z.string().optional(),
  traceId: z.string().optional(),
});

const logOf = (process: 'api' | 'worker'): string =>
  readFileSync(join(system.stack.dataDir, 'logs', `${process}.log`), 'utf8');

const linesOf = (process: 'api' | 'worker') =>
  logOf(process)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => Line.parse(JSON.parse(line)));

describe('the trace of an order', () => {
  it('leads from the request through workflow and activity to Stripe', () => {
    expect(pathOf(receiver.spans, only('stripe.checkout.sessions.create'))).toEqual([
      'stripe.checkout.sessions.create',
      'RunActivity:openCheckout',
      'StartActivity:openCheckout',
      'RunWorkflow:orderWorkflow',
      'UpdateWithStartWorkflow:place',
      'POST /api/checkout',
    ]);
  });

  it('holds its writes, which are local activities', () => {
    const { traceId } = only('POST /api/checkout');
    const writes = named('RunActivity:recordChange');
    expect(writes.length).toBeGreaterThan(2);
    expect(new Set([...writes, only('RunActivity:placeOrder')].map((span) => span.traceId))).toEqual(
      new Set([traceId]),
    );
  });

  it('of a webhook leads to the signal that its workflow takes', () => {
    const signals = named('HandleSignal:stripeEvent').map((span) => pathOf(receiver.spans, span));
    expect(signals).toContainEqual([
      'HandleSignal:stripeEvent',
      'SignalWorkflow:stripeEvent',
      'POST /api/webhooks/stripe',
    ]);
  });

  it('of a decision leads to the update, and to the refund at Stripe', () => {
    expect(pathOf(receiver.spans, only('HandleUpdate:reject'))).toEqual([
      'HandleUpdate:reject',
      'StartWorkflowUpdate:reject',
      'POST /api/orders/:orderId/reject',
    ]);
    expect(attributeOf(only('stripe.refunds.create'), 'order.id')).toBe(orderId);
  });

  it('tells of everything by ids alone', () => {
    const told = receiver.sent.join('\n');
    expect(CANARIES.filter((canary) => told.includes(canary))).toEqual([]);
    expect(told).not.toMatch(/memo|searchAttributes|\bey[A-Za-z0-9]{20}/);
  });

  // Makes both bundles, which takes its time on a busy machine.
  it('an order that lived traced replays without, and with', { timeout: 180_000 }, async () => {
    quiet();
    const connection = await Connection.connect({ address: system.stack.info.temporal });
    const id = parseOrderId(orderId);
    if (id === null) throw new Error(`no order id: ${orderId}`);
    const handle = new Client({ connection }).workflow.getHandle(orderWorkflowId(id));
    await handle.result();
    const history = await handle.fetchHistory();
    expect(JSON.stringify(history)).toContain('_tracer-data');
    for (const bundle of [await workflowBundle(), await workflowBundle({ isTraced: true })])
      await expect(
        Worker.runReplayHistory({ workflowBundle: bundle, sinks: NOWHERE }, history),
      ).resolves.toBeUndefined();
    await connection.close();
  });
});

describe('what Temporal keeps, unencrypted', () => {
  it('is ids, amounts and states: nobody’s name, address, number, note or message, in any history', async () => {
    const connection = await Connection.connect({ address: system.stack.info.temporal });
    const texts = new Map<string, string>();
    await vi.waitFor(
      async () => {
        for (const [id, events] of await allHistories(connection)) texts.set(id, textsIn(events).join('\n'));
        // The customer was written to: the histories of notices are among them.
        expect([...texts.keys()].filter((id) => id.includes(orderId)).length).toBeGreaterThan(2);
      },
      { timeout: 20_000, interval: 500 },
    );
    await connection.close();
    expect(texts.get(`order-${orderId}`)).toContain('user_marie');
    for (const [id, text] of texts)
      expect(
        CANARIES.filter((canary) => text.includes(canary)),
        id,
      ).toEqual([]);
  });
});

describe('the log', () => {
  it('has each fact of the order on one line, in sequence', async () => {
    const timeline = await system.customer.timeline(orderId);
    const facts = linesOf('worker').filter(({ msg, orderId: of }) => msg === 'order' && of === orderId);
    expect(facts.map(({ sequence, kind }) => [sequence, kind])).toEqual(
      timeline.map(({ sequence, kind }) => [sequence, kind]),
    );
  });

  it('names the trace', () => {
    const [placed] = linesOf('worker').filter(({ kind }) => kind === 'PLACED');
    expect(placed?.traceId).toBe(only('POST /api/checkout').traceId);
  });

  it('has each request on one line: its route, its order, its trace', () => {
    const lines = linesOf('api').filter(({ requestId }) => requestId === 'request-of-the-test');
    expect(lines).toHaveLength(1);
    expect(lines).toMatchObject([
      {
        msg: 'request',
        method: 'POST',
        route: '/api/checkout',
        status: 201,
        orderId,
        traceId: only('POST /api/checkout').traceId,
      },
    ]);
    expect(lines[0]?.ms).toBeGreaterThan(0);
  });

  it('has each event of Stripe’s that was told on one line', () => {
    const told = linesOf('api').filter(({ msg }) => msg === 'a Stripe event was told');
    expect(told.map(({ type, orderId: of }) => [type, of])).toContainEqual([
      'checkout.session.completed',
      orderId,
    ]);
  });

  it('has each call to Stripe on one line', () => {
    const calls = linesOf('worker').filter(({ msg, orderId: of }) => msg === 'stripe call' && of === orderId);
    expect(calls.map(({ operation }) => operation)).toEqual(
      expect.arrayContaining(['checkout.sessions.create', 'refunds.list', 'refunds.create']),
    );
  });

  it('names the order on each line of Temporal’s own that is about it', () => {
    const about = linesOf('worker').filter(({ workflowId }) => workflowId === `order-${orderId}`);
    expect(about.length).toBeGreaterThan(5);
    expect(about.filter(({ orderId: of }) => of !== orderId)).toEqual([]);
  });

  it.each(['api', 'worker'] as const)('of the %s tells nobody’s name, address or number', (process) => {
    const log = logOf(process);
    expect(log.length).toBeGreaterThan(1_000);
    expect(CANARIES.filter((canary) => log.includes(canary))).toEqual([]);
    expect(log).not.toMatch(/"ip":|127\.0\.0\.1:\d+".*"request"/);
  });

  it.each(['api', 'worker'] as const)('of the %s hides them behind no encoding either', (process) => {
    const encoded = [...logOf(process).matchAll(/"data":"([A-Za-z0-9+/=]+)"/g)].map(([, data = '']) =>
      Buffer.from(data, 'base64').toString('utf8'),
    );
    expect(CANARIES.filter((canary) => encoded.some((text) => text.includes(canary)))).toEqual([]);
  });
});
