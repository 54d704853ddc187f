// The messages of an order's workflow: the only place where their names stand. Shared with the API.
import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { Actor } from '../domain/actor.ts';
import type { OrderState } from '../domain/order-state.ts';
import type { OrderStatus, PaymentStatus, Reason } from '../domain/order-status.ts';
import type { StripeFact } from '../domain/payment-facts.ts';
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

/** A decision sent from the Temporal UI or CLI, e.g. `{"by":"operator"}`; parsed by the workflow, never trusted. */
export interface UntrustedDecision {
  readonly by?: unknown;
  readonly reason?: unknown;
}

export const placeUpdate = defineUpdate<Placement>('place');
export const acceptUpdate = defineUpdate<Standing, [ByPerson]>('accept');
export const rejectUpdate = defineUpdate<Standing, [ByPersonWithReason]>('reject');
export const readyUpdate = defineUpdate<Standing, [ByPerson]>('ready');
export const collectUpdate = defineUpdate<Standing, [ByPerson]>('collect');
export const noShowUpdate = defineUpdate<Standing, [ByPerson]>('noShow');
export const cancelUpdate = defineUpdate<Standing, [ByPersonWithReason]>('cancel');
export const retryRefundUpdate = defineUpdate<Standing, [ByPerson]>('retryRefund');

export const stripeEventSignal = defineSignal<[StripeFact]>('stripeEvent');
export const acceptSignal = defineSignal<[UntrustedDecision]>('accept');
export const rejectSignal = defineSignal<[UntrustedDecision]>('reject');
export const retryRefundSignal = defineSignal<[UntrustedDecision]>('retryRefund');
/** The customer is back from the payment page: look the session up at Stripe. Proves nothing by itself. */
export const checkPaymentSignal = defineSignal('checkPayment');

/** Asks only whether somebody is there: the order's other workflow does, before it writes. */
export const knockSignal = defineSignal('knock');

export const orderStateQuery = defineQuery<OrderState>('orderState');
