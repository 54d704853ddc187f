// B's messages: a query to poll, signals to send.
import { defineQuery, defineSignal } from '@temporalio/workflow';
import type { Actor } from '../../../domain/actor.ts';
import type { Checkout } from '../../../domain/order-event.ts';

export const TASK_QUEUE = 'bench-straightforward';

export const checkoutQuery = defineQuery<Checkout | null>('checkout');
/** The payment intent of a paid session. */
export const paidSignal = defineSignal<[string]>('paid');
export const acceptSignal = defineSignal<[Actor]>('accept');
