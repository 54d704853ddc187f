// One order on the time-skipping server: real workflow and activities, ports in memory.
import { WithStartWorkflowOperation } from '@temporalio/client';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import {
  bundleWorkflowCode,
  type Logger,
  Worker,
  type WorkflowBundleWithSourceMap,
} from '@temporalio/worker';
import { createActivities } from '../../activities/index.ts';
import { TRACING_WORKFLOWS } from '../../dev/build/build.ts';
import { type Actor, actor } from '../../domain/actor.ts';
import { ORDER_WORKFLOW_TYPE, orderWorkflowId, PLACE_UPDATE_ID } from '../../domain/identity.ts';
import type { StripeFact } from '../../domain/payment-facts.ts';
import type { PlacedOrder } from '../../domain/placed-order.ts';
import type { orderWorkflow } from '../../workflows/index.ts';
import * as messages from '../../workflows/messages.ts';
import { type FakePayments, fakePayments } from './fake-payments.ts';
import { type MemoryOrders, memoryOrders } from './memory-orders.ts';

export const CUSTOMER: Actor = actor('customer', 'user_marie');
export const BUTCHER: Actor = actor('butcher', 'user_boucher');
export const OPERATOR: Actor = actor('operator', 'user_operator');

/** The bundler's logger: warnings and errors only. */
export const quietly: Logger = {
  log() {},
  trace() {},
  debug() {},
  info() {},
  warn: console.warn,
  error: console.error,
};

type Bundle = 'plain' | 'traced';
const bundles = new Map<Bundle, Promise<WorkflowBundleWithSourceMap>>();
/** The workflow bundle, built once per test process; or the one of workers that trace. */
export function workflowBundle(which: Bundle = 'plain'): Promise<WorkflowBundleWithSourceMap> {
  const built = bundles.get(which);
  if (built !== undefined) return built;
  const bundle = bundleWorkflowCode({
    workflowsPath: new URL('../../workflows/index.ts', import.meta.url).pathname,
    workflowInterceptorModules: which === 'traced' ? [TRACING_WORKFLOWS] : [],
    logger: quietly,
  });
  bundles.set(which, bundle);
  return bundle;
}

export interface Bench {
  readonly env: TestWorkflowEnvironment;
  readonly worker: Worker;
  readonly payments: FakePayments;
  readonly orders: MemoryOrders;
  readonly taskQueue: string;
}

let queues = 0;
export async function openBench(env: TestWorkflowEnvironment): Promise<Bench> {
  const payments = fakePayments();
  const orders = memoryOrders();
  queues += 1;
  const taskQueue = `orders-${process.pid}-${queues}`;
  const worker = await Worker.create({
    connection: env.nativeConnection,
    taskQueue,
    workflowBundle: await workflowBundle(),
    activities: createActivities({ payments, orders }),
  });
  return { env, worker, payments, orders, taskQueue };
}

/** Starts an order as the API does, without waiting for it to be placed. */
export async function startOrder(bench: Bench, placed: PlacedOrder) {
  const start = startOperation(bench, placed);
  const placing = bench.env.client.workflow.startUpdateWithStart(messages.placeUpdate, {
    updateId: PLACE_UPDATE_ID,
    waitForStage: 'ACCEPTED',
    startWorkflowOperation: start,
  });
  return { handle: await start.workflowHandle(), placing: await placing };
}

/** Starts an order and waits until the customer can pay, or the butcher decide. */
export async function placeOrder(bench: Bench, placed: PlacedOrder) {
  const start = startOperation(bench, placed);
  const placement = await bench.env.client.workflow.executeUpdateWithStart(messages.placeUpdate, {
    updateId: PLACE_UPDATE_ID,
    startWorkflowOperation: start,
  });
  return { handle: await start.workflowHandle(), placement };
}

function startOperation(bench: Bench, placed: PlacedOrder) {
  return new WithStartWorkflowOperation<typeof orderWorkflow>(ORDER_WORKFLOW_TYPE, {
    workflowId: orderWorkflowId(placed.orderId),
    taskQueue: bench.taskQueue,
    args: [placed],
    workflowIdConflictPolicy: 'USE_EXISTING',
    workflowIdReusePolicy: 'REJECT_DUPLICATE',
  });
}

/** What Stripe would send once the customer has paid. */
export function paidFact(bench: Bench, placed: PlacedOrder, eventId = 'evt_paid'): StripeFact {
  return { kind: 'SESSION_COMPLETED', eventId, session: bench.payments.pay(placed.orderId) };
}
