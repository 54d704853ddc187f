// The decisions of people, as updates: checked before they enter the history, answered once they are recorded.
import { CancellationScope, condition, setHandler } from '@temporalio/workflow';
import type { OrderEvent } from '../domain/order-event.ts';
import { carryOut, judge } from './carry-out.ts';
import { DECISIONS, RECHECK } from './decision-kinds.ts';
import * as messages from './messages.ts';
import type { OrderRun } from './order-run.ts';
import { recheckPayment, refuseUncheckable } from './recheck-payment.ts';
import { untilRecorded } from './recorder.ts';
import { refusal, standing } from './standing.ts';

export function acceptPlacement(order: OrderRun): void {
  setHandler(messages.placeUpdate, () => shielded(() => placement(order)), {
    description: 'Passer la commande (envoyé par le service)',
  });
}

/** Also for an order that has ended: whoever decides then is told that it is late. */
export function acceptDecisions(order: OrderRun): void {
  for (const name of messages.DECISION_NAMES) {
    if (name === 'recheckPayment') continue;
    const { words, example, by, toEvent } = DECISIONS[name];
    const read = (given: unknown): OrderEvent => {
      const sent = { given, example };
      return toEvent(by(sent), sent, order);
    };
    setHandler(messages.heardUpdate(name), (given) => shielded(() => decide(order, read(given))), {
      description: `${words}. Envoyez ${example}`,
      validator: (given) => refuseImpossible(order, read(given)),
    });
  }
  acceptRechecks(order);
}

function acceptRechecks(order: OrderRun): void {
  const { words, example, by } = RECHECK;
  setHandler(
    messages.recheckPaymentUpdate,
    (given) => shielded(() => recheckPayment(order, by({ given, example }))),
    {
      description: `${words}. Envoyez ${example}`,
      validator: (given) => {
        by({ given, example });
        refuseUncheckable(order);
      },
    },
  );
}

/** Handlers start in the workflow's own scope: somebody cancelling the workflow must not cut a decision short. */
const shielded = <T>(handle: () => Promise<T>): Promise<T> => CancellationScope.nonCancellable(handle);

function refuseImpossible(order: OrderRun, event: OrderEvent): void {
  const step = judge(order, event);
  if (step.kind === 'refused') throw refusal(step.code, order);
}

async function decide(order: OrderRun, event: OrderEvent): Promise<messages.Standing> {
  const step = await carryOut(order, event);
  if (step.kind === 'refused') throw refusal(step.code, order);
  await untilRecorded(order);
  return standing(order);
}

/** Answers once the customer can go on: with the payment page, or at once for an order paid at the counter. */
async function placement(order: OrderRun): Promise<messages.Placement> {
  const isReady = () => order.state.checkout !== null || order.state.paymentStatus !== 'AWAITING';
  await condition(() => order.pickupCode !== null && isReady());
  await untilRecorded(order);
  const { checkout } = order.state;
  return {
    pickupCode: order.pickupCode ?? '',
    checkout: checkout === null ? null : { url: checkout.url, expiresAt: checkout.expiresAt },
  };
}
