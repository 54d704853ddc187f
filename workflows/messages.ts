// The messages of an order's workflow: the only place where their names stand. Shared with the API.
import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { Actor } from '../domain/actor.ts';
import type { AttentionCode, CheckedPayment } from '../domain/order-event.ts';
import type { OrderState } from '../domain/order-state.ts';
import type { OrderStatus, PaymentStatus, Reason } from '../domain/order-status.ts';
import type { SessionFacts, StripeFact } from '../domain/payment-facts.ts';
import type { Instant } from '../domain/time.ts';

/** What placing an order answers: everything the customer needs to go on. */
export interface Placement {
  readonly pickupCode: string;
  readonly checkout: { readonly url: string; readonly expiresAt: Instant } | null;
}

/** Where the order stands after a decision was recorded. */
export interface Standing {
  readonly status: OrderStatus;
  readonly paymentStatus: PaymentStatus;
  readonly version: number;
}

export interface ByPerson {
  readonly by: Actor;
}

export interface ByPersonWithReason extends ByPerson {
  readonly reason: Reason;
}

/** `until`: ISO 8601 with offset; one of the two. */
export interface ByPersonWithTime extends ByPerson {
  readonly minutes?: number;
  readonly until?: string;
}

export interface ByPersonWithCause extends ByPerson {
  readonly code: AttentionCode;
}

/** What Stripe says of the order's session, and where the order stands since. */
export interface CheckedStanding extends Standing {
  readonly found: CheckedPayment;
  /** Null when Stripe knows no such session. */
  readonly session: Pick<SessionFacts, 'sessionId' | 'status' | 'paid' | 'total' | 'paymentIntentId'> | null;
}

/**
 * What people decide. Each is an update, which answers, and a signal of the same name, which notes on the timeline why it
 * was refused. From the Temporal UI and CLI they are typed by hand: parsed by the workflow, never trusted.
 */
export const DECISION_NAMES = [
  'accept',
  'reject',
  'retryRefund',
  'ready',
  'collect',
  'noShow',
  'cancel',
  'extendDecision',
  'acknowledge',
  'recheckPayment',
] as const;
export type DecisionName = (typeof DECISION_NAMES)[number];

export const placeUpdate = defineUpdate<Placement>('place');
export const acceptUpdate = defineUpdate<Standing, [ByPerson]>('accept');
export const rejectUpdate = defineUpdate<Standing, [ByPersonWithReason]>('reject');
export const readyUpdate = defineUpdate<Standing, [ByPerson]>('ready');
export const collectUpdate = defineUpdate<Standing, [ByPerson]>('collect');
export const noShowUpdate = defineUpdate<Standing, [ByPerson]>('noShow');
export const cancelUpdate = defineUpdate<Standing, [ByPersonWithReason]>('cancel');
export const retryRefundUpdate = defineUpdate<Standing, [ByPerson]>('retryRefund');
/** Nobody but operators sends these. */
export const extendDecisionUpdate = defineUpdate<Standing, [ByPersonWithTime]>('extendDecision');
export const acknowledgeUpdate = defineUpdate<Standing, [ByPersonWithCause]>('acknowledge');
export const recheckPaymentUpdate = defineUpdate<CheckedStanding, [ByPerson]>('recheckPayment');

/** As their handlers take them: anything may have been sent. */
export const heardUpdate = (name: DecisionName) => defineUpdate<Standing, [unknown]>(name);
export const decisionSignal = (name: DecisionName) => defineSignal<[unknown]>(name);

export const stripeEventSignal = defineSignal<[StripeFact]>('stripeEvent');
/** The customer is back from the payment page: look the session up at Stripe. Proves nothing by itself. */
export const checkPaymentSignal = defineSignal('checkPayment');

/** Asks only whether somebody is there: the order's other workflow does, before it writes. */
export const knockSignal = defineSignal('knock');

export const orderStateQuery = defineQuery<OrderState>('orderState');
