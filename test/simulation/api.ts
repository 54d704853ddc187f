// The API of the world: places the order, passes decisions on, and receives Stripe's events by the real endpoint.
import type { ApiParts } from '../../api/parts.ts';
import { receiveStripeEvent } from '../../api/webhooks/stripe-endpoint.ts';
import type { Actor } from '../../domain/actor.ts';
import {
  aftercareWorkflowId,
  ORDER_WORKFLOW_TYPE,
  orderWorkflowId,
  PLACE_UPDATE_ID,
} from '../../domain/identity.ts';
import type { AttentionCode } from '../../domain/order-event.ts';
import type { Reason } from '../../domain/order-status.ts';
import type { StripeFact } from '../../domain/payment-facts.ts';
import { orderWorkflow } from '../../workflows/index.ts';
import type { DecisionName } from '../../workflows/messages.ts';
import { reported } from './stripe/books.ts';
import type { UpdateOutcome } from './temporal/execution.ts';
import { type ApiGround, successorOf, webhookParts } from './webhook-parts.ts';

export interface Decision {
  readonly name: DecisionName;
  readonly by: Actor;
  readonly reason?: Reason;
  readonly minutes?: number;
  readonly code?: AttentionCode;
}

export interface Api {
  place(): Promise<UpdateOutcome>;
  decide(decision: Decision): Promise<UpdateOutcome>;
  /** Sent from the command line; nobody hears the answer. */
  signal(name: string, arg: unknown): void;
  /** @returns whether it was answered 2xx. */
  receive(fact: StripeFact): Promise<boolean>;
  /**
   * What reconciliation does for an order whose workflow was lost: another one goes on, and hears again all that Stripe
   * has said so far.
   */
  recover(events: readonly StripeFact[]): void;
  /** How often each event was told to a workflow, less the times that could not be noted. */
  readonly told: ReadonlyMap<string, number>;
  /** What stands behind its webhook. */
  readonly parts: ApiParts;
}

export function createApi(world: ApiGround): Api {
  const { client, placed } = world;
  const workflowId = orderWorkflowId(placed.orderId);
  const aftercareId = aftercareWorkflowId(placed.orderId);
  const told = new Map<string, number>();
  const count = (eventId: string, more: number): void =>
    void told.set(eventId, (told.get(eventId) ?? 0) + more);
  const parts = webhookParts(world, count);
  let decisions = 0;
  return {
    told,
    parts,
    place: () => place(world),
    decide(decision) {
      decisions += 1;
      return decide(world, decision, `decision-${decisions}`);
    },
    signal: (name, arg) => {
      const message = { name, args: arg === undefined ? [] : [arg] };
      if (!client.signal(workflowId, message)) client.signal(aftercareId, message);
    },
    recover: (events) => recover(world, events),
    async receive(fact) {
      if (world.weather.api.isDown) return false;
      const input = {
        parts,
        access: accessOf(fact),
        body: null,
        query: null,
        param: () => '',
        header: () => null,
        about: () => {},
      };
      return receiveStripeEvent.handle(input).then(
        () => true,
        () => false,
      );
    },
  };
}

function recover(world: ApiGround, events: readonly StripeFact[]): void {
  const { client, placed } = world;
  const facts = events.map((fact) => ({ name: 'stripeEvent', args: [fact] }));
  for (const message of [KNOCK, ...facts]) {
    const isTaken = client.signal(orderWorkflowId(placed.orderId), message);
    if (!isTaken) client.signalWithStart(successorOf(world, placed.orderId), message);
  }
}

const KNOCK = { name: 'knock', args: [] };

async function place({ client, placed, agenda, weather }: ApiGround): Promise<UpdateOutcome> {
  if (weather.api.isDown) return { kind: 'ended' };
  const start = {
    workflowId: orderWorkflowId(placed.orderId),
    type: ORDER_WORKFLOW_TYPE,
    workflow: orderWorkflow,
    args: [placed],
    startedAt: agenda.now(),
  };
  return client.updateWithStart(start, PLACE_UPDATE_ID, { name: 'place', args: [] });
}

/** What operators also send to the after-care of an order that has ended. */
const AFTER_THE_END: readonly DecisionName[] = ['retryRefund', 'acknowledge', 'recheckPayment'];

async function decide(
  { client, placed, weather, note }: ApiGround,
  decision: Decision,
  updateId: string,
): Promise<UpdateOutcome> {
  if (weather.api.isDown) return { kind: 'ended' };
  const { name, ...args } = decision;
  const send = (to: string) => client.update(to, updateId, { name, args: [args] });
  const first = await send(orderWorkflowId(placed.orderId));
  const isForAftercare = AFTER_THE_END.includes(name) && first.kind === 'ended';
  const outcome = isForAftercare ? await send(aftercareWorkflowId(placed.orderId)) : first;
  note(`${decision.by} ${name}: ${outcome.kind}${outcome.kind === 'failed' ? ` ${outcome.type}` : ''}`);
  return outcome;
}

const accessOf = (fact: StripeFact) => ({ kind: 'fact', madeAt: null, ...reported(fact) }) as const;
