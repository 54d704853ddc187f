// Signed events that are wrong, sent to the real endpoint and a real workflow: nothing is paid, nothing breaks, nothing is silent.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CARDS, payWith } from '../../dev/demo/payment-page.ts';
import { orderWorkflowId } from '../../domain/identity.ts';
import { parseOrderId } from '../../domain/ids.ts';
import * as messages from '../../workflows/messages.ts';
import { checked } from '../support/placed-orders.ts';
import { sendSigned } from '../support/signed-event.ts';
import { sessionIdOf } from '../support/stripe-books.ts';
import { type System, systemForFile } from '../support/system-hooks.ts';

let system: System;
systemForFile((started) => {
  system = started;
});
let temporal: Connection;
/** A real `checkout.session.completed` of a paid order, as Stripe sent it. */
let real: RealEvent;
beforeAll(async () => {
  temporal = await Connection.connect({ address: system.stack.info.temporal });
  real = await paidEvent();
}, 60_000);
afterAll(() => temporal?.close());

type Fields = Readonly<Record<string, unknown>>;
interface RealEvent extends Fields {
  readonly data: { readonly object: Fields };
}

async function paidEvent(): Promise<RealEvent> {
  const { orderId, url } = await system.client.checkout();
  await payWith(url, CARDS.good);
  await system.customer.waitFor(orderId, { paymentStatus: 'PAID' }, 30_000);
  const [event] = await system.stripe.eventsOf('checkout.session.completed');
  // The double's events are typed as the SDK's, and this one is about a session.
  return event as RealEvent;
}

let events = 0;
/** The same event about an order that nobody has paid, with a new id: true in every field, but for `change`. */
function eventAbout(page: { orderId: string; url: string }, change: Fields = {}, envelope: Fields = {}) {
  events += 1;
  const object = {
    ...real.data.object,
    id: sessionIdOf(page.url),
    client_reference_id: page.orderId,
    metadata: { orderId: page.orderId },
    payment_intent: `pi_bad${events}`,
    ...change,
  };
  return { ...real, id: `evt_bad${process.pid}x${events}`, data: { object }, ...envelope };
}

const send = (event: object) => sendSigned(system.stack.info, JSON.stringify(event));
const handleOf = (orderId: string) =>
  new Client({ connection: temporal }).workflow.getHandle(orderWorkflowId(checked(parseOrderId(orderId))));
const stateOf = (orderId: string) => handleOf(orderId).query(messages.orderStateQuery);

const apiLog = () => readFileSync(join(system.stack.dataDir, 'logs', 'api.log'), 'utf8').split('\n');

async function attributesOf(orderId: string): Promise<Fields> {
  const { typedSearchAttributes } = await handleOf(orderId).describe();
  return Object.fromEntries(typedSearchAttributes.getAll().map(({ key, value }) => [key.name, value]));
}

async function failedTasks(orderId: string) {
  const { events: history } = await handleOf(orderId).fetchHistory();
  return (history ?? []).filter((event) => event.workflowTaskFailedEventAttributes);
}

const kindsOf = async (orderId: string) => (await system.customer.timeline(orderId)).map(({ kind }) => kind);

/** Once everything its workflow has been told is written down: an event is answered before it is. */
async function settled(orderId: string): Promise<readonly string[]> {
  await expect
    .poll(async () => (await kindsOf(orderId)).length - (await stateOf(orderId)).version, { timeout: 30_000 })
    .toBe(0);
  return kindsOf(orderId);
}

/** Unpaid, in need of attention where operators look, with a trace on the timeline; no task of its workflow failed. */
async function expectUnharmed(orderId: string, traces: readonly string[]): Promise<void> {
  await expect.poll(() => kindsOf(orderId)).toEqual(['PLACED', 'CHECKOUT_OPENED', ...traces]);
  expect(await stateOf(orderId)).toMatchObject({ status: 'PENDING', paymentStatus: 'AWAITING' });
  expect(await attributesOf(orderId)).toMatchObject({ NeedsAttention: true, PaymentStatus: 'AWAITING' });
  expect(await failedTasks(orderId)).toEqual([]);
}

const MISMATCH = ['PAYMENT_MISMATCH'];
const UNREADABLE = ['MESSAGE_REFUSED', 'ATTENTION_RAISED'];

describe('a signed event that says an order is paid', () => {
  it('true in every field → paid: the rest of this file changes one thing each', async () => {
    const page = await system.client.checkout();
    expect(await send(eventAbout(page))).toBe(200);
    await system.customer.waitFor(page.orderId, { paymentStatus: 'PAID' }, 10_000);
  });

  it.each<[what: string, change: Fields, traces: readonly string[]]>([
    ['one cent too little', { amount_total: 1244 }, MISMATCH],
    ['one cent too much', { amount_total: 1246 }, MISMATCH],
    ['a huge amount that is whole', { amount_total: Number.MAX_SAFE_INTEGER }, MISMATCH],
    ['another currency', { currency: 'usd' }, MISMATCH],
    ['the other mode', { livemode: true }, MISMATCH],
    ['another session', { id: 'cs_test_another' }, MISMATCH],
    ['paid without a payment', { payment_intent: null }, MISMATCH],
    ['metadata of nobody', { metadata: {} }, MISMATCH],
    ['no id', { id: undefined }, UNREADABLE],
    ['an amount that is text', { amount_total: '1245' }, UNREADABLE],
    ['an amount beyond all numbers', { amount_total: 1e308 }, UNREADABLE],
    ['no amount', { amount_total: null }, UNREADABLE],
    ['an unknown status', { status: 'evaporated' }, UNREADABLE],
    ['an unknown payment status', { payment_status: 'rather' }, UNREADABLE],
    ['a payment that is a list', { payment_intent: ['pi_1'] }, UNREADABLE],
    ['a payment with a NUL in its name', { payment_intent: 'pi_\0' }, UNREADABLE],
    ['another object', { object: 'charge' }, UNREADABLE],
  ])('%s → unpaid, noted, and an operator is called', async (...[, change, traces]) => {
    const page = await system.client.checkout();
    const event = eventAbout(page, change);
    expect([await send(event), await send(event)]).toEqual([200, 200]);
    await expectUnharmed(page.orderId, traces);
  });

  it('metadata of another order → that one notes it; both stay unpaid', async () => {
    const [mine, other] = [await system.client.checkout(), await system.client.checkout()];
    expect(await send(eventAbout(mine, { metadata: { orderId: other.orderId } }))).toBe(200);
    await expectUnharmed(other.orderId, MISMATCH);
    expect(await stateOf(mine.orderId)).toMatchObject({ paymentStatus: 'AWAITING', attention: [] });
  });

  it('the payment of another order → not written down, and an operator is called', async () => {
    const page = await system.client.checkout();
    const { payment_intent } = real.data.object;
    expect(await send(eventAbout(page, { payment_intent }))).toBe(200);
    await expect
      .poll(() => attributesOf(page.orderId), { timeout: 30_000 })
      .toMatchObject({ NeedsAttention: true });
    expect(await system.customer.order(page.orderId)).toMatchObject({ paymentStatus: 'AWAITING' });
    expect(await failedTasks(page.orderId)).toEqual([]);
  });

  it('an event of the other mode → not told to anybody, a warning in the log', async () => {
    const page = await system.client.checkout();
    const event = eventAbout(page, {}, { livemode: true });
    expect(await send(event)).toBe(200);
    await expect.poll(() => apiLog().filter((line) => line.includes(event.id))).toHaveLength(1);
    expect(await stateOf(page.orderId)).toMatchObject({ paymentStatus: 'AWAITING', version: 2 });
  });

  it('an order in need of attention is still paid by the true event, and can go on', async () => {
    const page = await system.client.checkout();
    await send(eventAbout(page, { status: 'evaporated' }));
    await send(eventAbout(page));
    await system.customer.waitFor(page.orderId, { paymentStatus: 'PAID' }, 10_000);
    expect(await system.butcher.decide(page.orderId, 'accept')).toMatchObject({ status: 'ACCEPTED' });
  });
});

/** Fields of which only one value is true. Which payment it was, Stripe alone knows. */
const DECIDING = [
  'object',
  'id',
  'status',
  'payment_status',
  'amount_total',
  'currency',
  'metadata',
  'livemode',
];

const trueValues = (page: Parameters<typeof eventAbout>[0]): Fields => eventAbout(page).data.object;

describe('real events with anything at all in one deciding field', () => {
  it('→ 200, never paid, never a failed task, and every order that is named notes it', async () => {
    const pages = await Promise.all(Array.from({ length: 8 }, () => system.client.checkout()));
    const lies = fc.record({
      page: fc.constantFrom(...pages),
      field: fc.constantFrom(...DECIDING),
      value: fc.jsonValue({ maxDepth: 2 }),
    });
    await fc.assert(
      fc.asyncProperty(lies, async ({ page, field, value }) => {
        fc.pre(JSON.stringify(value) !== JSON.stringify(trueValues(page)[field]));
        expect(await send(eventAbout(page, { [field]: value }))).toBe(200);
      }),
      { numRuns: 200 },
    );
    for (const { orderId } of pages) {
      const kinds = await settled(orderId);
      expect(kinds).toContain('MESSAGE_REFUSED');
      await expectUnharmed(orderId, kinds.slice(2));
    }
  }, 180_000);
});
