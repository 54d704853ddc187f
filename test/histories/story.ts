// What happens in a recorded order: steps of the people and of Stripe, on the time-skipping server.
import type { WorkflowHandle } from '@temporalio/client';
import type { UpdateDefinition } from '@temporalio/common';
import type { Actor } from '../../domain/actor.ts';
import type { OrderStatus, PaymentMethod, PaymentStatus, Reason } from '../../domain/order-status.ts';
import type { RefundOutcome, SessionFacts, StripeFact } from '../../domain/payment-facts.ts';
import type { PlacedOrder } from '../../domain/placed-order.ts';
import type { Duration } from '../../domain/time.ts';
import * as messages from '../../workflows/messages.ts';
import type { Bench } from '../support/order-scenario.ts';

export interface Scene {
  readonly bench: Bench;
  readonly placed: PlacedOrder;
  readonly handle: WorkflowHandle;
  /** Signals the order, or its after-care once it has ended. */
  readonly tell: (signal: string, sent: unknown) => Promise<void>;
}

export type Step = (scene: Scene) => Promise<unknown>;

export interface Story {
  readonly method: PaymentMethod;
  /** Before the order is placed. */
  readonly before?: readonly Step[];
  /** How long it may take until the customer can pay, when Stripe is in trouble. */
  readonly opensWithin?: Duration;
  readonly steps: readonly Step[];
  readonly end: readonly [OrderStatus, PaymentStatus];
  /** What Stripe says once the order has ended; heard by its after-care. */
  readonly after?: { readonly steps: readonly Step[]; readonly end: PaymentStatus };
}

type Told = Exclude<StripeFact['kind'], 'REFUND_CHANGED' | 'DISPUTE_OPENED' | 'DISPUTE_CLOSED'>;

/** Stripe's event about the session, once the customer has changed it so. */
export const stripeSays =
  (kind: Told, change: Partial<SessionFacts>): Step =>
  ({ bench, placed, tell }) => {
    const session = bench.payments.settle(placed.orderId, change);
    return tell(messages.stripeEventSignal.name, { kind, eventId: `evt_${kind}`, session });
  };

const PAID = { status: 'complete', paid: true, paymentIntentId: 'pi_recorded' } as const;
export const pay: Step = stripeSays('SESSION_COMPLETED', PAID);

/** The customer pays, and the webhook is lost. */
export const payUnheard: Step = async ({ bench, placed }) => bench.payments.settle(placed.orderId, PAID);

export const settleRefund =
  (outcome: RefundOutcome): Step =>
  ({ bench, tell }) => {
    const newest = bench.payments.refunds.at(-1)?.refundId ?? '';
    const refund = bench.payments.settleRefund(newest, outcome);
    return tell(messages.stripeEventSignal.name, {
      kind: 'REFUND_CHANGED',
      eventId: `evt_${refund.refundId}_${outcome}`,
      refund,
    });
  };

export const refundsBecome =
  (outcome: RefundOutcome): Step =>
  async ({ bench }) => {
    bench.payments.account.refundOutcome = outcome;
  };

export const decide =
  (update: UpdateDefinition<messages.Standing, [messages.ByPerson]>, by: Actor): Step =>
  ({ handle }) =>
    handle.executeUpdate(update, { args: [{ by }] });

export const decline =
  (
    update: UpdateDefinition<messages.Standing, [messages.ByPersonWithReason]>,
    by: Actor,
    reason: Reason,
  ): Step =>
  ({ handle }) =>
    handle.executeUpdate(update, { args: [{ by, reason }] });

export const signal =
  (name: string, sent: object = {}): Step =>
  ({ tell }) =>
    tell(name, sent);

export const wait =
  (time: Duration): Step =>
  ({ bench }) =>
    bench.env.sleep(time);

/** The next calls meet these faults. */
export const fault =
  (...args: Parameters<Bench['payments']['fault']>): Step =>
  async ({ bench }) =>
    bench.payments.fault(...args);

/** The next writes fail as if the database were away. */
export const databaseAway =
  (writes: number): Step =>
  async ({ bench }) =>
    bench.orders.goAway(writes);
