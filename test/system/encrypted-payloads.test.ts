// A whole service that encrypts: an order's life, and what of it can be read in Temporal, without and with the key.
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client, Connection } from '@temporalio/client';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { CARDS, payWith } from '../../dev/demo/payment-page.ts';
import { findTemporalCli } from '../../dev/tools/temporal-cli.ts';
import { RECONCILIATION_SCHEDULE_ID } from '../../domain/identity.ts';
import { temporalOn } from '../../infra/temporal/connection.ts';
import { keyEntry, payloadKeys } from '../support/payload-keys.ts';
import { allHistories, payloadsIn, rawHistory, textsIn, valuesIn } from '../support/raw-history.ts';
import { WISH, WISH_CENTS } from '../support/stack-client.ts';
import { type System, systemForFile } from '../support/system-hooks.ts';

const KEY = keyEntry('k1');
/** What the double says to a call it was told to fail. */
const FAULT = 'HTTP 503 api_error';

let system: System;
systemForFile(
  (opened) => {
    system = opened;
  },
  () => ({ PAYLOAD_KEYS: KEY, LOG_LEVEL: 'debug' }),
);

let connection: Connection;
let orderId: string;
let cli: string;
beforeAll(async () => {
  const { client, customer, butcher, stack } = system;
  cli = await findTemporalCli(() => {});
  connection = await Connection.connect({ address: stack.info.temporal });
  await client.fault({
    method: 'POST',
    path: '/v1/refunds',
    kind: 'status',
    status: 503,
    stored: false,
    times: 1,
  });
  const placed = await client.checkout();
  orderId = placed.orderId;
  await payWith(placed.url, CARDS.good);
  await customer.waitFor(orderId, { paymentStatus: 'PAID' }, 30_000);
  await butcher.decide(orderId, 'reject', { reason: 'OUT_OF_STOCK' });
  await customer.waitFor(orderId, { paymentStatus: 'REFUNDED' }, 60_000);
  const keys = { TEMPORAL_NAMESPACE: 'default', PAYLOAD_KEYS: payloadKeys(KEY) };
  await new Client(temporalOn(keys, connection)).workflow.getHandle(`order-${orderId}`).result();
}, 180_000);
afterAll(() => connection?.close());

/** The command line's words, told where the codec server is when it is given a token. @throws with what it said. */
async function temporal(args: readonly string[], token?: string): Promise<string> {
  const { codec, temporal: address } = system.stack.info;
  const codecEnv =
    token === undefined ? {} : { TEMPORAL_CODEC_ENDPOINT: codec, TEMPORAL_CODEC_AUTH: `Bearer ${token}` };
  const env = { PATH: process.env.PATH, HOME: system.stack.dataDir, TEMPORAL_ADDRESS: address, ...codecEnv };
  const { stdout } = await promisify(execFile)(cli, [...args], { env, maxBuffer: 64 * 1024 * 1024 });
  return stdout;
}

const shown = (token?: string): Promise<string> =>
  temporal(['workflow', 'show', '--workflow-id', `order-${orderId}`, '--output', 'json'], token);

/** Of an order, in its history: who, what, how much, why, where it was paid, and what Stripe said when it failed. */
const TOLD = [
  'user_marie',
  'Boucherie Martin',
  'Bavette',
  `"cents":${WISH_CENTS}`,
  'OUT_OF_STOCK',
  'cs_test_',
  'pi_',
  'refundId',
  FAULT,
];

describe('an order of a service that encrypts', () => {
  it('is paid, refused and refunded as any other', async () => {
    const timeline = await system.customer.timeline(orderId);
    expect(timeline.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['PLACED', 'PAYMENT_CONFIRMED', 'REJECTED', 'REFUND_SUCCEEDED']),
    );
    expect(await system.client.booksOf(orderId)).toMatchObject({
      captured: WISH_CENTS,
      refunded: WISH_CENTS,
    });
  });

  it('has each value of its history encrypted', async () => {
    const found = valuesIn(await rawHistory(connection, `order-${orderId}`));
    expect(found.length).toBeGreaterThan(20);
    expect(found.filter(({ encoding, keyId }) => encoding !== 'binary/encrypted' || keyId !== 'k1')).toEqual(
      [],
    );
  });

  it('tells nothing in it, errors included', async () => {
    const events = await rawHistory(connection, `order-${orderId}`);
    const raw = textsIn(events).join('\n');
    expect(raw).toContain('Encoded failure');
    expect(TOLD.filter((text) => raw.includes(text))).toEqual([]);
  });

  it('is found by its search attributes, which stay readable', async () => {
    const query = `OrderStatus='REJECTED' and PaymentStatus='REFUNDED' and ShopId='${WISH.shopId}'`;
    await vi.waitFor(
      async () =>
        expect(await temporal(['workflow', 'list', '--query', query])).toContain(`order-${orderId}`),
      { timeout: 15_000, interval: 500 },
    );
  });

  it('is not alone: its notices are encrypted as well', async () => {
    const histories = [...(await allHistories(connection))].filter(([id]) =>
      id.startsWith(`order-${orderId}-`),
    );
    expect(histories.length).toBeGreaterThan(1);
    for (const [id, events] of histories)
      expect(
        valuesIn(events).filter(({ keyId }) => keyId !== 'k1'),
        id,
      ).toEqual([]);
  });
});

describe('the stack', () => {
  it('names its codec server, and its pid', async () => {
    expect(system.stack.pidOf('codec')).toBeGreaterThan(0);
    const response = await fetch(`${system.stack.info.codec}/healthz`);
    expect([response.status, await response.json()]).toEqual([200, { status: 'ok' }]);
  });
});

describe('the command line', () => {
  it('shows an operator everything', async () => {
    const said = await shown(system.stack.info.tokens.operator);
    const texts = [...said.matchAll(/"data": "([A-Za-z0-9+/=]+)"/g)].map(([, data = '']) =>
      Buffer.from(data, 'base64').toString(),
    );
    const all = [said, ...texts].join('\n');
    expect(TOLD.filter((text) => !all.includes(text))).toEqual([]);
  });

  it('without the codec server shows nothing', async () => {
    const said = await shown();
    expect(said).toContain('EVENT_TYPE_WORKFLOW_EXECUTION_COMPLETED');
    expect(TOLD.filter((text) => said.includes(text))).toEqual([]);
  });

  it('with a customer’s token is refused', async () => {
    await expect(
      temporal(
        ['workflow', 'query', '--type', 'orderState', '--workflow-id', `order-${orderId}`],
        system.stack.info.tokens.customer,
      ),
    ).rejects.toThrow('403');
  });

  it('decides, and what it sends is encrypted', async () => {
    const { operator } = system.stack.info.tokens;
    const { orderId: next, url } = await system.client.checkout();
    await payWith(url, CARDS.good);
    await system.customer.waitFor(next, { paymentStatus: 'PAID' }, 30_000);
    const input = [
      '--workflow-id',
      `order-${next}`,
      '--name',
      'accept',
      '--input',
      '{"by":"operator:canari"}',
    ];
    expect(await temporal(['workflow', 'update', 'execute', ...input], operator)).toContain('ACCEPTED');
    const signal = input.map((word) => (word === 'accept' ? 'ready' : word));
    await temporal(['workflow', 'signal', ...signal], operator);
    await system.customer.waitFor(next, { status: 'READY' }, 30_000);
    const events = await rawHistory(connection, `order-${next}`);
    expect(valuesIn(events).filter(({ keyId }) => keyId !== 'k1')).toEqual([]);
    expect(textsIn(events).join('\n')).not.toContain('canari');
    const details = await temporal(['workflow', 'metadata', '--workflow-id', `order-${next}`], operator);
    expect(details).toContain('Prête, code ');
  });

  it('without the codec server may decide in the clear', async () => {
    const { orderId: next, url } = await system.client.checkout();
    await payWith(url, CARDS.good);
    await system.customer.waitFor(next, { paymentStatus: 'PAID' }, 30_000);
    await temporal([
      'workflow',
      'signal',
      '--workflow-id',
      `order-${next}`,
      '--name',
      'accept',
      '--input',
      '{"by":"operator"}',
    ]);
    await system.customer.waitFor(next, { status: 'ACCEPTED' }, 30_000);
  });
});

describe('the schedule of the reconciliation', () => {
  it('outlives every key: it is not encrypted, and a service that encrypts runs it', async () => {
    const { schedule } = await connection.workflowService.describeSchedule({
      namespace: 'default',
      scheduleId: RECONCILIATION_SCHEDULE_ID,
    });
    const kept = payloadsIn(schedule);
    expect(kept.length).toBeGreaterThan(0);
    expect(kept.filter(({ keyId }) => keyId !== null)).toEqual([]);
    const { schedule: schedules, workflow } = new Client({ connection });
    await schedules.getHandle(RECONCILIATION_SCHEDULE_ID).trigger();
    const runs = async () => {
      const found = [];
      for await (const { workflowId, status } of workflow.list({
        query: "WorkflowType='reconciliationWorkflow'",
      }))
        found.push([workflowId, status.name]);
      return found;
    };
    await vi.waitFor(async () => expect(await runs()).toEqual([[expect.any(String), 'COMPLETED']]), {
      timeout: 50_000,
      interval: 500,
    });
  });
});

describe('the key', () => {
  it.each(['api', 'worker', 'codec', 'temporal'])('stands in no line of the %s’s log', (name) => {
    const log = readFileSync(join(system.stack.dataDir, 'logs', `${name}.log`), 'utf8');
    if (name !== 'temporal') expect(log.length).toBeGreaterThan(100);
    expect(log).not.toContain(KEY.slice('k1:'.length));
  });
});
