// Orders whose keys change while they live: switched on, replaced, missing somewhere; on a real server.
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { orderWorkflowId } from '../../domain/identity.ts';
import type { PlacedOrder } from '../../domain/placed-order.ts';
import { orderStateQuery } from '../../workflows/messages.ts';
import { encryptingService, type Keyring } from '../support/encrypting-service.ts';
import { type FakePayments, fakePayments } from '../support/fake-payments.ts';
import { BUTCHER, CUSTOMER, workflowBundle } from '../support/order-scenario.ts';
import { keyEntry, payloadKeys } from '../support/payload-keys.ts';
import { placedOrder } from '../support/placed-orders.ts';
import { rawHistory, textsIn, valuesIn } from '../support/raw-history.ts';
import { openDevServer } from '../support/temporal.ts';

/** Each worker that starts takes seconds on a busy machine. */
vi.setConfig({ testTimeout: 180_000 });

const K1 = keyEntry('k1');
const K2 = keyEntry('k2');

let env: TestWorkflowEnvironment;
let withKeys: ReturnType<typeof encryptingService>;
let payments: FakePayments;
let plain: Keyring;
let old: Keyring;
let both: Keyring;
beforeAll(async () => {
  env = await openDevServer();
  // Here, and not within the first test that needs one.
  await workflowBundle();
  await workflowBundle({ isEncrypting: true });
  payments = fakePayments();
  withKeys = encryptingService(env, payments);
  plain = withKeys();
  old = withKeys(payloadKeys(K1));
  both = withKeys(payloadKeys(K2, K1));
});
afterAll(() => env?.teardown());

const idOf = ({ orderId }: PlacedOrder): string => orderWorkflowId(orderId);
const historyOf = (order: PlacedOrder) => rawHistory(env.connection, idOf(order));
const stateOf = ({ client }: Keyring, order: PlacedOrder) =>
  client.workflow.getHandle(idOf(order)).query(orderStateQuery);

async function placeBy({ commands, during }: Keyring): Promise<PlacedOrder> {
  const order = placedOrder({ paymentMethod: 'ON_PICKUP' });
  await during(() => commands.place(order));
  return order;
}

const LIFE = ['accept', 'ready', 'collect'] as const;

/** @param left to be decided until its end. @returns what its workflow ends with. */
async function liveOnBy(
  { client, commands, during }: Keyring,
  order: PlacedOrder,
  left: readonly (typeof LIFE)[number][] = LIFE,
): Promise<unknown> {
  return during(async () => {
    for (const kind of left)
      expect(await commands.decide(order.orderId, { kind, by: BUTCHER })).toEqual({ kind: 'decided' });
    const end: unknown = await client.workflow.getHandle(idOf(order)).result();
    return end;
  });
}

const keysIn = (events: readonly unknown[]) => new Set(valuesIn(events).map(({ keyId }) => keyId));

describe('an order', () => {
  it('whose key is replaced while it lives → goes on under both, and ends', async () => {
    const order = await placeBy(old);
    expect(keysIn(await historyOf(order))).toEqual(new Set(['k1']));
    expect(await liveOnBy(both, order)).toMatchObject({ status: 'COLLECTED' });
    expect(keysIn(await historyOf(order))).toEqual(new Set(['k1', 'k2']));
  });

  it('from before encryption was switched on → goes on, and nothing more of it is readable', async () => {
    const order = await placeBy(plain);
    const before = await historyOf(order);
    expect(keysIn(before)).toEqual(new Set([null]));
    expect(await liveOnBy(old, order)).toMatchObject({ status: 'COLLECTED' });
    const after = (await historyOf(order)).slice(before.length);
    expect(keysIn(after)).toEqual(new Set(['k1']));
  });

  it('written by those who encrypt already → is read by those who only prepare', async () => {
    const order = await placeBy(old);
    expect(await liveOnBy(withKeys(payloadKeys('plain', K1)), order)).toMatchObject({ status: 'COLLECTED' });
    expect(keysIn(await historyOf(order))).toEqual(new Set(['k1', null]));
  });
});

describe('a worker that lacks the key', () => {
  const failedTasks = async (order: PlacedOrder) =>
    (await historyOf(order)).filter(({ workflowTaskFailedEventAttributes: failed }) => failed != null);

  /** @returns once it has met a worker without its key. */
  async function acceptInVain(order: PlacedOrder) {
    const handle = old.client.workflow.getHandle(idOf(order));
    await withKeys(payloadKeys(K2)).during(async () => {
      await handle.signal('accept', { by: 'operator' });
      await vi.waitFor(async () => expect(await failedTasks(order)).not.toEqual([]), {
        timeout: 60_000,
        interval: 200,
      });
    });
    return handle;
  }

  it('fails no order: its tasks are repeated, until a worker has it', async () => {
    const order = await placeBy(old);
    const handle = await acceptInVain(order);
    expect((await handle.describe()).status.name).toBe('RUNNING');
    await both.during(() =>
      vi.waitFor(async () => expect((await stateOf(both, order)).status).toBe('ACCEPTED'), {
        timeout: 60_000,
        interval: 200,
      }),
    );
    expect(await liveOnBy(both, order, ['ready', 'collect'])).toMatchObject({ status: 'COLLECTED' });
  });

  it('fails no call to Stripe either: another attempt is made', async () => {
    const order = placedOrder();
    const attempts = async (): Promise<number> => {
      const { raw } = await env.client.workflow.getHandle(idOf(order)).describe();
      return raw.pendingActivities?.[0]?.attempt ?? 0;
    };
    const untilAttempt = (least: number) =>
      vi.waitFor(async () => expect(await attempts()).toBeGreaterThanOrEqual(least), {
        timeout: 60_000,
        interval: 100,
      });
    payments.fault('openCheckout', 'unknown');
    await old.during(async () => {
      // Its answer comes when another worker serves the order, or not within the patience of who asks.
      void old.commands.place(order).catch(() => undefined);
      await vi.waitFor(() => untilAttempt(2), { timeout: 60_000, interval: 100 });
    });
    await withKeys(payloadKeys(K2)).during(() => untilAttempt(3));
    expect(payments.calls.filter(({ method }) => method === 'openCheckout')).toHaveLength(1);
    const placed = await both.during(() => both.commands.awaitPlacement(order.orderId));
    expect(placed).toMatchObject({ kind: 'placed' });
    await both.during(() =>
      both.commands.decide(order.orderId, { kind: 'cancel', by: CUSTOMER, reason: 'CUSTOMER_REQUEST' }),
    );
  });

  it('says why where only operators read it', async () => {
    const order = await placeBy(old);
    const handle = await acceptInVain(order);
    const [failed] = await failedTasks(order);
    expect(failed?.workflowTaskFailedEventAttributes?.failure?.message).toBe('Encoded failure');
    expect(textsIn(failed).join('\n')).not.toContain('PAYLOAD_KEYS');
    await handle.terminate('the test is over');
  });
});
