// What reaches an order without waiting for an answer: Stripe's facts, nudges, decisions from the command line.
import { CancellationScope, setDefaultSignalHandler, setHandler } from '@temporalio/workflow';
import { type Actor, SYSTEM } from '../domain/actor.ts';
import { nextGeneration } from '../domain/follow-up.ts';
import type { OrderEvent } from '../domain/order-event.ts';
import type { Reason } from '../domain/order-status.ts';
import { isStripeFact } from '../domain/stripe-fact-shape.ts';
import { believeFact } from './believe.ts';
import { carryOut } from './carry-out.ts';
import * as messages from './messages.ts';
import { noteRefused, type OrderRun } from './order-run.ts';
import { parsePerson, parseReason } from './parse-decision.ts';

export function acceptSignals(order: OrderRun): void {
  setHandler(messages.orderStateQuery, () => order.state, { description: 'État de la commande' });
  setHandler(messages.stripeEventSignal, (fact) => takeFact(order, fact), {
    description: 'Événement Stripe vérifié',
  });
  setHandler(messages.checkPaymentSignal, () => wantLookUp(order), {
    description: 'Vérifier le paiement chez Stripe',
  });
  setHandler(messages.knockSignal, () => {}, { description: 'Rien : répond qu’un workflow est là' });
  setHandler(messages.acceptSignal, (sent) => decideUnasked(order, 'accept', sent), {
    description: 'Accepter',
  });
  setHandler(messages.rejectSignal, (sent) => decideUnasked(order, 'reject', sent), {
    description: 'Refuser',
  });
  setHandler(messages.retryRefundSignal, (sent) => decideUnasked(order, 'retryRefund', sent), {
    description: 'Relancer le remboursement',
  });
  setDefaultSignalHandler((name) =>
    noteRefused(order, { by: SYSTEM, message: name, code: 'MALFORMED_REQUEST' }),
  );
}

function wantLookUp(order: OrderRun): void {
  order.lookUpWanted = true;
}

/** Believes a fact, or notes that it is none. */
export function takeFact(order: OrderRun, fact: unknown): void {
  if (isStripeFact(fact)) believeFact(order, fact);
  else noteRefused(order, { by: SYSTEM, message: 'stripeEvent', code: 'MALFORMED_REQUEST' });
}

type Unasked = 'accept' | 'reject' | 'retryRefund';

/** Nobody waits for the answer of a signal: what is not possible is noted on the timeline and changes nothing. */
async function decideUnasked(order: OrderRun, message: Unasked, sent: unknown): Promise<void> {
  const decision = readDecision(sent);
  if (decision === null) return noteRefused(order, { by: SYSTEM, message, code: 'MALFORMED_REQUEST' });
  const event = eventOf(order, message, decision);
  if (event === null) return noteRefused(order, { by: decision.by, message, code: 'NOTHING_TO_REFUND' });
  const step = await CancellationScope.nonCancellable(() => carryOut(order, event));
  if (step.kind === 'refused') noteRefused(order, { by: decision.by, message, code: step.code });
}

interface ReadDecision {
  readonly by: Actor;
  readonly reason: Reason;
}

function readDecision(sent: unknown): ReadDecision | null {
  if (typeof sent !== 'object' || sent === null || !('by' in sent)) return null;
  const reason = 'reason' in sent ? sent.reason : 'OTHER';
  try {
    return { by: parsePerson(sent.by), reason: parseReason(reason) };
  } catch {
    return null;
  }
}

function eventOf(order: OrderRun, message: Unasked, { by, reason }: ReadDecision): OrderEvent | null {
  switch (message) {
    case 'accept':
      return { type: 'ACCEPTED', by };
    case 'reject':
      return { type: 'REJECTED', by, reason };
    case 'retryRefund':
      return order.state.paymentStatus === 'REFUND_FAILED'
        ? { type: 'REFUND_REQUESTED', by, generation: nextGeneration(order.state) }
        : null;
  }
}
