// Workers and clients of the same orders that have different payload keys; ports in memory.
import { Client, type DataConverter } from '@temporalio/client';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker } from '@temporalio/worker';
import { createActivities } from '../../activities/index.ts';
import type { OrderCommands } from '../../api/orders/order-commands.ts';
import { openOrderCommands } from '../../api/orders/temporal-order-commands.ts';
import { ORDERS_TASK_QUEUE } from '../../domain/identity.ts';
import type { PayloadKeys } from '../../infra/payloads/payload-keys.ts';
import { temporalOn } from '../../infra/temporal/connection.ts';
import { UNTRACED } from '../../infra/tracing/tracing.ts';
import { frameOf } from '../../worker/worker-frame.ts';
import { fakePayments } from './fake-payments.ts';
import { memoryOrders } from './memory-orders.ts';
import { workflowBundle } from './order-scenario.ts';

export interface Keyring {
  readonly client: Client;
  readonly dataConverter: DataConverter;
  readonly commands: OrderCommands;
  /** Serves the orders while the work goes on. */
  readonly during: <T>(work: () => Promise<T>) => Promise<T>;
}

/** @returns who serves and asks with the given keys; undefined for none. All know the same orders. */
export function encryptingService(
  env: TestWorkflowEnvironment,
  payments = fakePayments(),
): (keys?: PayloadKeys) => Keyring {
  const activities = createActivities({ payments, orders: memoryOrders() });
  return (keys) => {
    const settings = { TEMPORAL_NAMESPACE: 'default', PAYLOAD_KEYS: keys };
    const temporal = temporalOn(settings, env.connection);
    const client = new Client(temporal);
    return {
      client,
      dataConverter: temporal.dataConverter,
      commands: openOrderCommands(client),
      during: async (work) => {
        const worker = await Worker.create({
          ...frameOf({
            env: { ...settings, WORKFLOW_BUNDLE: '', WORKER_DEPLOYMENT: '' },
            temporal: temporalOn(settings, env.nativeConnection),
            tracing: UNTRACED,
          }),
          workflowBundle: await workflowBundle({ isEncrypting: keys !== undefined && keys.writing !== null }),
          taskQueue: ORDERS_TASK_QUEUE,
          activities,
        });
        return worker.runUntil(work);
      },
    };
  };
}
