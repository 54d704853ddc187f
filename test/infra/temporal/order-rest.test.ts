// Whether an order is deciding: asked of a real Temporal server.
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker } from '@temporalio/worker';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { NOTICE_WORKFLOW_TYPE, orderWorkflowId } from '../../../domain/identity.ts';
import type { OrderRest } from '../../../domain/ports/order-rest.ts';
import { openOrderRest } from '../../../infra/temporal/temporal-order-rest.ts';
import { workflowBundle } from '../../support/order-scenario.ts';
import { freshOrderId, placedOrder } from '../../support/placed-orders.ts';
import { openDevServer } from '../../support/temporal.ts';

let env: TestWorkflowEnvironment;
let rest: OrderRest;
beforeAll(async () => {
  env = await openDevServer();
  rest = openOrderRest(env.client);
});
afterAll(() => env?.teardown());

it('nobody has heard of it → at rest', async () => {
  expect(await rest.isDeciding(freshOrderId())).toBe(false);
});

it('its workflow has a task that nobody has completed → deciding; waits for a timer, or has ended → at rest', async () => {
  const orderId = freshOrderId();
  const taskQueue = `rest-${orderId}`;
  // Any workflow that sleeps will do: it is the task that matters.
  const fact = { orderId, shopId: placedOrder().shopId, sequence: 1, kind: 'PLACED', channels: [] };
  const handle = await env.client.workflow.start(NOTICE_WORKFLOW_TYPE, {
    workflowId: orderWorkflowId(orderId),
    taskQueue,
    args: [fact],
  });
  expect(await rest.isDeciding(orderId)).toBe(true);
  const worker = await Worker.create({
    connection: env.nativeConnection,
    taskQueue,
    workflowBundle: await workflowBundle(),
    activities: { awaitSettled: async () => undefined },
  });
  await worker.runUntil(async () => {
    await expect.poll(() => rest.isDeciding(orderId), { timeout: 5_000 }).toBe(false);
    await handle.result();
  });
  expect(await rest.isDeciding(orderId)).toBe(false);
});
