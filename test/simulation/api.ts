// The API of the world: places the order, passes decisions on, and receives Stripe's events by the real endpoint.
import type { ApiParts } from '../../api/parts.ts';
import { receiveStripeEvent } from '../../api/webhooks/stripe-endpoint.ts';
import type { Actor } from '../../domain/actor.ts';
import {
  AFTERCARE_WORKFLOW_TYPE,
  aftercareWorkflowId,
  ORDER_WORKFLOW_TYPE,
  orderWorkflowId,
  PLACE_UPDATE_ID,
} from '../../domain/identity.ts';
import { parseOrderId } from '../../domain/ids.ts';
import type { Reason } from '../../domain/order-status.ts';
import type { StripeFact } from '../../domain/payment-facts.ts';
import type { PlacedOrder } from '../../domain/placed-order.ts';
import { aftercareWorkflow, orderWorkflow } from '../../workflows/index.ts';
import type { MemoryOrders } from '../support/memory-orders.ts';
import type { Agenda } from './agenda.ts';
import type { TemporalClient } from './temporal/client.ts';
import type { UpdateOutcome } from './temporal/execution.ts';
import type { Weather } from './weather.ts';

export type DecisionName = 'accept' | 'reject' | 'ready' | 'collect' | 'noShow' | 'cancel' | 'retryRefund';

export interface Decision {
  readonly name: DecisionName;
  readonly by: Actor;
  readonly reason?: Reason;
}

export interface Api {
  place(): Promise<UpdateOutcome>;
  decide(decision: Decision): Promise<UpdateOutcome>;
  /** Sent from the command line; nobody hears the answer. */
  signal(name: string, arg: unknown): void;
  /** @returns whether it was answered 2xx. */
  receive(fact: StripeFact): Promise<boolean>;
}

export interface ApiWorld {
  readonly agenda: Agenda;
  readonly client: TemporalClient;
  readonly weather: Weather;
  readonly orders: MemoryOrders;
  readonly payments: ApiParts['payments'];
  readonly placed: PlacedOrder;
  readonly note: (line: string) => void;
}

export function createApi(world: ApiWorld): Api {
  const { client, placed } = world;
  const workflowId = orderWorkflowId(placed.orderId);
  const aftercareId = aftercareWorkflowId(placed.orderId);
  const parts = webhookParts(world);
  let decisions = 0;
  return {
    async place() {
      if (world.weather.api.isDown) return { kind: 'ended' };
      const start = {
        workflowId,
        type: ORDER_WORKFLOW_TYPE,
        workflow: orderWorkflow,
        args: [placed],
        startedAt: world.agenda.now(),
      };
      return client.updateWithStart(start, PLACE_UPDATE_ID, { name: 'place', args: [] });
    },
    async decide(decision) {
      if (world.weather.api.isDown) return { kind: 'ended' };
      decisions += 1;
      const { name, ...args } = decision;
      const send = (to: string) => client.update(to, updateId, { name, args: [args] });
      const updateId = `decision-${decisions}`;
      const first = await send(workflowId);
      const outcome = name === 'retryRefund' && first.kind === 'ended' ? await send(aftercareId) : first;
      world.note(
        `${decision.by} ${name}: ${outcome.kind}${outcome.kind === 'failed' ? ` ${outcome.type}` : ''}`,
      );
      return outcome;
    },
    signal: (name, arg) => {
      const message = { name, args: arg === undefined ? [] : [arg] };
      if (!client.signal(workflowId, message)) client.signal(aftercareId, message);
    },
    async receive(fact) {
      if (world.weather.api.isDown) return false;
      const input = {
        parts,
        access: accessOf(fact),
        body: null,
        query: null,
        param: () => '',
        header: () => null,
      };
      return receiveStripeEvent.handle(input).then(
        () => true,
        () => false,
      );
    },
  };
}

function accessOf(fact: StripeFact) {
  const subject = 'session' in fact ? fact.session : 'refund' in fact ? fact.refund : fact.dispute;
  const orderId = 'orderId' in subject && subject.orderId !== null ? parseOrderId(subject.orderId) : null;
  const { paymentIntentId } = subject;
  return { kind: 'fact', eventId: fact.eventId, type: fact.kind, orderId, paymentIntentId, fact } as const;
}

function webhookParts({ client, orders, payments, placed, agenda, note }: ApiWorld): ApiParts {
  const forwarded = new Set<string>();
  const parts: Pick<ApiParts, 'eventLog' | 'log'> & {
    orders: Pick<ApiParts['orders'], 'byPaymentIntent'>;
    payments: ApiParts['payments'];
    commands: Pick<ApiParts['commands'], 'tellFact'>;
  } = {
    payments,
    eventLog: {
      isForwarded: async (eventId) => forwarded.has(eventId),
      markForwarded: async ({ eventId }) => void forwarded.add(eventId),
    },
    log: { debug() {}, info() {}, warn() {}, error() {} },
    orders: {
      async byPaymentIntent(paymentIntentId) {
        const stored = await orders.load(placed.orderId);
        return stored?.state.paymentIntentId === paymentIntentId ? placed.orderId : null;
      },
    },
    commands: {
      async tellFact(orderId, fact) {
        note(`webhook: ${fact.kind} ${fact.eventId}`);
        const message = { name: 'stripeEvent', args: [fact] };
        if (client.signal(orderWorkflowId(orderId), message)) return;
        client.signalWithStart(
          {
            workflowId: aftercareWorkflowId(orderId),
            type: AFTERCARE_WORKFLOW_TYPE,
            workflow: aftercareWorkflow,
            args: [orderId],
            startedAt: agenda.now(),
          },
          message,
        );
      },
    },
  };
  // The endpoint uses these parts and no others.
  return parts as ApiParts;
}
