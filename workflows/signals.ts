// What reaches an order without waiting for an answer: Stripe's facts, nudges, decisions from the command line.
import { ApplicationFailure } from '@temporalio/common';
import { CancellationScope, setDefaultSignalHandler, setHandler } from '@temporalio/workflow';
import { type Actor, SYSTEM } from '../domain/actor.ts';
import { type FailureCode, parseFailureCode } from '../domain/failures.ts';
import { isStripeFact } from '../domain/stripe-fact-shape.ts';
import { believeFact } from './believe.ts';
import { carryOut } from './carry-out.ts';
import { DECISIONS, RECHECK } from './decision-kinds.ts';
import * as messages from './messages.ts';
import { noteRefused, type OrderRun } from './order-run.ts';
import { parseOperator, type Sent } from './parse-decision.ts';
import { recheckPayment } from './recheck-payment.ts';

export function acceptSignals(order: OrderRun): void {
  setHandler(messages.orderStateQuery, () => order.state, { description: 'État de la commande' });
  setHandler(messages.stripeEventSignal, (fact) => takeFact(order, fact), {
    description: 'Événement Stripe vérifié (envoyé par le service)',
  });
  setHandler(messages.checkPaymentSignal, () => wantLookUp(order), {
    description: 'Le client est revenu de la page de paiement : la vérifier chez Stripe',
  });
  setHandler(messages.knockSignal, () => {}, {
    description: 'Rien : répond qu’un workflow est là (envoyé par le service)',
  });
  for (const name of messages.DECISION_NAMES) {
    const { words, example } = name === 'recheckPayment' ? RECHECK : DECISIONS[name];
    setHandler(messages.decisionSignal(name), (given) => decideUnasked(order, name, { given, example }), {
      description: `${words}, sans réponse : un refus se lit dans l’historique de la commande. Envoyez ${example}`,
    });
  }
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

/** Nobody waits for the answer of a signal: what is not possible is noted on the timeline and changes nothing. */
async function decideUnasked(order: OrderRun, name: messages.DecisionName, sent: Sent): Promise<void> {
  const by = unlessFailed(() => parseOperator(sent));
  if (typeof by !== 'string') return noteRefused(order, { by: SYSTEM, message: name, code: by.code });
  const code = await CancellationScope.nonCancellable(() => attempt(order, by, { name, sent })).catch(codeOf);
  if (code !== null) noteRefused(order, { by, message: name, code });
}

interface Message {
  readonly name: messages.DecisionName;
  readonly sent: Sent;
}

/** @returns why it was refused; null when it was not. @throws ApplicationFailure */
async function attempt(order: OrderRun, by: Actor, { name, sent }: Message): Promise<FailureCode | null> {
  if (name === 'recheckPayment') {
    await recheckPayment(order, by);
    return null;
  }
  const step = await carryOut(order, DECISIONS[name].toEvent(by, withReason(sent), order));
  return step.kind === 'refused' ? step.code : null;
}

/** A signal may leave its reason out, as it always could. */
const withReason = ({ given, example }: Sent): Sent => ({
  given: typeof given === 'object' ? { reason: 'OTHER', ...given } : given,
  example,
});

function unlessFailed<T>(read: () => T): T | { readonly code: FailureCode } {
  try {
    return read();
  } catch (error) {
    return { code: codeOf(error) };
  }
}

function codeOf(error: unknown): FailureCode {
  const code = error instanceof ApplicationFailure ? parseFailureCode(error.type ?? '') : null;
  if (code === null) throw error;
  return code;
}
