// `worker/replay` on a history that was exported as Temporal keeps it: encrypted.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { orderWorkflowId } from '../../domain/identity.ts';
import { dataConverterFor } from '../../infra/temporal/connection.ts';
import { replayAll } from '../../worker/replay/replay-all.ts';
import { encryptingService } from '../support/encrypting-service.ts';
import { BUTCHER, workflowBundle } from '../support/order-scenario.ts';
import { keyEntry, payloadKeys } from '../support/payload-keys.ts';
import { placedOrder } from '../support/placed-orders.ts';
import { openDevServer } from '../support/temporal.ts';

const KEYS = payloadKeys(keyEntry('k1'));
const folder = mkdtempSync(join(tmpdir(), 'klikandgo-replay-'));
const file = join(folder, 'order.json');

let env: TestWorkflowEnvironment;
beforeAll(async () => {
  env = await openDevServer();
  const { client, commands, during } = encryptingService(env)(KEYS);
  const { orderId, ...order } = placedOrder({ paymentMethod: 'ON_PICKUP' });
  const handle = client.workflow.getHandle(orderWorkflowId(orderId));
  await during(async () => {
    await commands.place({ ...order, orderId });
    await commands.decide(orderId, { kind: 'reject', by: BUTCHER, reason: 'CLOSED' });
    await handle.result();
  });
  writeFileSync(file, historyToJSON(await handle.fetchHistory()));
}, 120_000);
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await env?.teardown();
});

async function replay(keys: typeof KEYS | undefined): Promise<{ code: number; said: string[] }> {
  const said: string[] = [];
  const build = { workflowBundle: await workflowBundle(), dataConverter: dataConverterFor(keys) };
  return { code: await replayAll([file], build, (line) => said.push(line)), said };
}

it('with its keys → replays', async () => {
  expect(await replay(KEYS)).toEqual({
    code: 0,
    said: [expect.stringMatching(/^replays /), 'All 1 histories replay.'],
  });
});

const OTHERS: Readonly<Record<string, typeof KEYS | undefined>> = {
  without: undefined,
  'with others': payloadKeys(keyEntry('k2')),
};

it.each(Object.entries(OTHERS))(
  '%s → FAILS, 1: nothing is taken for replayed that nobody could read',
  async (_name, keys) => {
    const { code, said } = await replay(keys);
    expect([code, said[0]]).toEqual([1, expect.stringMatching(/^FAILS .*this code breaks on it: /s)]);
  },
);
