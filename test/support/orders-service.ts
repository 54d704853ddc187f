// What the API has before it on a real Temporal server: its commands and facts, with a worker behind them; ports in memory.
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker } from '@temporalio/worker';
import { afterAll, beforeAll } from 'vitest';
import { createActivities } from '../../activities/index.ts';
import type { OrderCommands } from '../../api/orders/order-commands.ts';
import { openOrderCommands } from '../../api/orders/temporal-order-commands.ts';
import { ORDERS_TASK_QUEUE } from '../../domain/identity.ts';
import type { FactTeller } from '../../domain/ports/fact-teller.ts';
import { type FactTellerParts, openFactTeller } from '../../infra/temporal/temporal-fact-teller.ts';
import { stripeEventSignal } from '../../workflows/messages.ts';
import { type FakePayments, fakePayments } from './fake-payments.ts';
import { type MemoryOrders, memoryOrders } from './memory-orders.ts';
import { workflowBundle } from './order-scenario.ts';

export interface OrdersService {
  readonly env: TestWorkflowEnvironment;
  readonly commands: OrderCommands;
  readonly facts: FactTeller;
  readonly statusOf: FactTellerParts['statusOf'];
  readonly payments: FakePayments;
  readonly orders: MemoryOrders;
}

/**
 * One for a file of tests, on a server of its own: the worker serves the production's task queue.
 * @param take keeps it.
 */
export function ordersServiceForFile(
  openServer: () => Promise<TestWorkflowEnvironment>,
  take: (service: OrdersService) => void,
): void {
  let env: TestWorkflowEnvironment | undefined;
  let worker: Worker | undefined;
  let running: Promise<void> | undefined;
  beforeAll(async () => {
    env = await openServer();
    const payments = fakePayments();
    const orders = memoryOrders();
    take(serviceOn(env, payments, orders));
    worker = await Worker.create({
      connection: env.nativeConnection,
      taskQueue: ORDERS_TASK_QUEUE,
      workflowBundle: await workflowBundle(),
      activities: createActivities({ payments, orders }),
    });
    running = worker.run();
  });
  afterAll(async () => {
    worker?.shutdown();
    await running;
    await env?.teardown();
  });
}

function serviceOn(
  env: TestWorkflowEnvironment,
  payments: FakePayments,
  orders: MemoryOrders,
): OrdersService {
  const statusOf: FactTellerParts['statusOf'] = async (orderId) => orders.find(orderId)?.state.status ?? null;
  return {
    env,
    commands: openOrderCommands(env.client),
    facts: openFactTeller(env.client, { signal: stripeEventSignal, statusOf }),
    statusOf,
    payments,
    orders,
  };
}
