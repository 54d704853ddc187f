// What Temporal says of every order: the standing its newest workflow came to, or has come to so far.
import { Client, Connection, type WorkflowExecutionStatusName } from '@temporalio/client';
import { z } from 'zod';
import { AFTERCARE_WORKFLOW_TYPE, ORDER_WORKFLOW_TYPE } from '../../../domain/identity.ts';
import { orderStateQuery } from '../../../workflows/messages.ts';

const Standing = z.object({ status: z.string(), paymentStatus: z.string(), version: z.int() });
export type WorkflowStanding = z.infer<typeof Standing>;

export interface OrderWorkflow {
  /** `COMPLETED`, or `RUNNING` for an order that goes on; anything else is a workflow that broke. */
  readonly status: WorkflowExecutionStatusName;
  /** Null when it answered nothing: aftercare of an order nobody placed. */
  readonly standing: WorkflowStanding | null;
}

export interface OrderWorkflows {
  readonly order: OrderWorkflow | null;
  /** The newest one. */
  readonly aftercare: OrderWorkflow | null;
}

const PREFIX = 'order-';
const AFTERCARE = '-aftercare';
/** Queries and results are asked for this many at a time. */
const AT_ONCE = 20;

/** @param address of Temporal, `host:port`. @returns by order id. */
export async function readWorkflows(address: string): Promise<ReadonlyMap<string, OrderWorkflows>> {
  const connection = await Connection.connect({ address });
  try {
    const client = new Client({ connection });
    const found = new Map<string, OrderWorkflows>();
    const ids = await workflowIds(client);
    for (let from = 0; from < ids.length; from += AT_ONCE) {
      const some = ids.slice(from, from + AT_ONCE);
      const read = await Promise.all(some.map((id) => readOne(client, id)));
      for (const [index, id] of some.entries()) note(found, id, read[index] ?? null);
    }
    return found;
  } finally {
    await connection.close();
  }
}

async function workflowIds(client: Client): Promise<readonly string[]> {
  const ids = new Set<string>();
  const query = `WorkflowType IN ("${ORDER_WORKFLOW_TYPE}", "${AFTERCARE_WORKFLOW_TYPE}")`;
  for await (const { workflowId } of client.workflow.list({ query })) ids.add(workflowId);
  return [...ids];
}

async function readOne(client: Client, workflowId: string): Promise<OrderWorkflow> {
  const handle = client.workflow.getHandle(workflowId);
  const { status } = await handle.describe();
  switch (status.name) {
    case 'COMPLETED':
      return { status: status.name, standing: Standing.nullable().parse(await handle.result()) };
    case 'RUNNING':
      return { status: status.name, standing: Standing.parse(await handle.query(orderStateQuery)) };
    default:
      return { status: status.name, standing: null };
  }
}

function note(found: Map<string, OrderWorkflows>, workflowId: string, workflow: OrderWorkflow | null): void {
  const isAftercare = workflowId.endsWith(AFTERCARE);
  const orderId = workflowId.slice(PREFIX.length, isAftercare ? -AFTERCARE.length : undefined);
  const known = found.get(orderId) ?? { order: null, aftercare: null };
  found.set(orderId, isAftercare ? { ...known, aftercare: workflow } : { ...known, order: workflow });
}

/** Where the order stands by whatever workflow spoke last. */
export function newestStanding({ order, aftercare }: OrderWorkflows): WorkflowStanding | null {
  const told = [order?.standing ?? null, aftercare?.standing ?? null].filter((standing) => standing !== null);
  return told.reduce<WorkflowStanding | null>(
    (newest, one) => (newest === null || one.version > newest.version ? one : newest),
    null,
  );
}
