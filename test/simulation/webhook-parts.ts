// The parts of the API behind the webhook: the log of events, and how a fact gets to its order.
import type { ApiParts } from '../../api/parts.ts';
import {
  AFTERCARE_WORKFLOW_TYPE,
  aftercareWorkflowId,
  orderWorkflowId,
  RESUMED_ORDER_WORKFLOW_TYPE,
} from '../../domain/identity.ts';
import type { OrderId } from '../../domain/ids.ts';
import { isOpen } from '../../domain/order-status.ts';
import type { StripeFact } from '../../domain/payment-facts.ts';
import { aftercareWorkflow, resumedOrderWorkflow } from '../../workflows/index.ts';
import type { Ground } from './ground.ts';
import type { TemporalClient } from './temporal/client.ts';
import type { Start } from './temporal/instance.ts';

export interface ApiGround extends Ground {
  readonly client: TemporalClient;
  readonly payments: ApiParts['payments'];
  /** Whether a forwarded event could not be noted. */
  readonly forgets: () => boolean;
}

/** Counts how often an event was told. */
export type Counter = (eventId: string, more: number) => void;

export function webhookParts(world: ApiGround, count: Counter): ApiParts {
  const { orders, payments, placed } = world;
  const forwarded = new Set<string>();
  const parts: Pick<ApiParts, 'eventLog' | 'recentFacts' | 'log' | 'reviver'> & {
    orders: Pick<ApiParts['orders'], 'byPaymentIntent'>;
    payments: ApiParts['payments'];
    facts: ApiParts['facts'];
  } = {
    payments,
    eventLog: {
      isForwarded: async ({ eventId, effect }) => forwarded.has(eventId) || forwarded.has(effect),
      async markForwarded({ eventId, effect }) {
        if (world.forgets()) {
          count(eventId, -1);
          throw new Error('the database is away');
        }
        forwarded.add(eventId).add(effect);
      },
    },
    // A process that remembers nothing: the log alone has to do.
    recentFacts: { once: async (_effect, forward) => void (await forward()) },
    log: { debug() {}, info() {}, warn() {}, error() {} },
    orders: {
      async byPaymentIntent(paymentIntentId) {
        const stored = await orders.load(placed.orderId);
        return stored?.state.paymentIntentId === paymentIntentId ? placed.orderId : null;
      },
    },
    reviver: { resume: async (orderId) => resume(world, orderId) },
    facts: { tellFact: async (orderId, fact) => tell(world, count, { orderId, fact }) },
  };
  // The endpoint uses these parts and no others.
  return parts as ApiParts;
}

/** An order that has ended still gets its facts, by its aftercare. */
function tell(
  world: ApiGround,
  count: Counter,
  { orderId, fact }: { readonly orderId: OrderId; readonly fact: StripeFact },
): void {
  const { client, note } = world;
  note(`webhook: ${fact.kind} ${fact.eventId}`);
  count(fact.eventId, 1);
  const message = { name: 'stripeEvent', args: [fact] };
  if (client.signal(orderWorkflowId(orderId), message)) return;
  client.signalWithStart(successorOf(world, orderId), message);
}

function resume(world: ApiGround, orderId: OrderId): boolean {
  const start = successorOf(world, orderId);
  const isLost = start.workflowId === orderWorkflowId(orderId);
  if (isLost) world.client.start(start);
  return isLost;
}

/** What goes on with an order whose workflow does not run: as the fact teller decides. */
export function successorOf({ client, agenda, orders }: ApiGround, orderId: OrderId): Start {
  const row = orders.find(orderId);
  const isLost = row !== null && isOpen(row.state.status) && !client.isCompleted(orderWorkflowId(orderId));
  const start = { args: [orderId], startedAt: agenda.now() };
  return isLost
    ? {
        ...start,
        workflowId: orderWorkflowId(orderId),
        type: RESUMED_ORDER_WORKFLOW_TYPE,
        workflow: resumedOrderWorkflow,
      }
    : {
        ...start,
        workflowId: aftercareWorkflowId(orderId),
        type: AFTERCARE_WORKFLOW_TYPE,
        workflow: aftercareWorkflow,
      };
}
