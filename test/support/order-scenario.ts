// One order on the time-skipping server: real workflow and activities, ports in memory.
import { WithStartWorkflowOperation } from '@temporalio/client';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { type Logger, Worker, type WorkflowBundleWithSourceMap } from '@temporalio/worker';
import { createActivities } from '../../activities/index.ts';
import { ROOT } from '../../dev/build/build.ts';
import { bundleWorkflows } from '../../dev/build/bundle-workflows.ts';
import { type Actor, actor } from '../../domain/actor.ts';
import { ORDER_WORKFLOW_TYPE, orderWorkflowId, PLACE_UPDATE_ID } from '../../domain/identity.ts';
import type { StripeFact } from '../../domain/payment-facts.ts';
import type { PlacedOrder } from '../../domain/placed-order.ts';
import { type BundleKind, bundlePath } from '../../worker/workflow-bundles.ts';
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

const PLAIN: BundleKind = { isTraced: false, isEncrypting: false };
const bundles = new Map<string, Promise<WorkflowBundleWithSourceMap>>();
/** The workflow bundle, each kind built once per test process; the plain one unless asked for another. */
export function workflowBundle(asked: Partial<BundleKind> = {}): Promise<WorkflowBundleWithSourceMap> {
  const kind = { ...PLAIN, ...asked };
  const name = bundlePath('', kind);
  const bundle = bundles.get(name) ?? bundleWorkflows({ kind, root: ROOT, logger: quietly });
  bundles.set(name, bundle);
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
