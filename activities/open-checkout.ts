// Effect: the order's Checkout Session at Stripe, built from the frozen order only.
import { ApplicationFailure } from '@temporalio/common';
import { checkoutKey } from '../domain/identity.ts';
import type { OrderId } from '../domain/ids.ts';
import { sum } from '../domain/money.ts';
import type { SessionFacts } from '../domain/payment-facts.ts';
import type { OrderStore } from '../domain/ports/order-store.ts';
import type { CheckoutRequest, Payments } from '../domain/ports/payments.ts';
import type { Instant } from '../domain/time.ts';
import { type Declined, definite, unreadable, withKey } from './stripe-answer.ts';

export interface CheckoutAttempt {
  readonly orderId: OrderId;
  readonly placedAt: Instant;
  readonly expiresAt: Instant;
  /** Counts from 1; the next one only after a definitive refusal. */
  readonly generation: number;
  /** The order's workflow was lost: a session may be there already, of whatever generation. */
  readonly isResumed: boolean;
}

/** `refused` is final for this generation: no session of it exists. */
export type OpenedCheckout = { readonly kind: 'opened'; readonly session: SessionFacts } | Declined;
export type OpenCheckout = (attempt: CheckoutAttempt) => Promise<OpenedCheckout>;

export const openCheckout =
  (ports: { readonly orders: OrderStore; readonly payments: Payments }): OpenCheckout =>
  async (attempt) => {
    const request = await frozenRequest(ports.orders, attempt);
    const asked = { request, since: attempt.placedAt };
    if (attempt.isResumed) {
      const earlier = await findEarlier(ports.payments, asked, NOT_FOUND);
      if (earlier !== NOT_FOUND) return earlier;
    }
    const answer = withKey(await ports.payments.openCheckout(request));
    // Stripe repeats a stored 500 for ever, and refuses an old key with too near an expiry: before anything
    // else is tried, see whether an earlier attempt made a session after all.
    if (answer.kind === 'unknown' && answer.replayed)
      return findEarlier(ports.payments, asked, storedError(answer));
    const opened = definite(answer);
    if (opened.kind === 'refused') return findEarlier(ports.payments, asked, opened);
    return { kind: 'opened', session: asRequested(opened.value, request) };
  };

/** Nobody is sent to a page that asks for another amount. @throws ApplicationFailure `STRIPE_UNREADABLE` */
function asRequested(session: SessionFacts, { orderId, items }: CheckoutRequest): SessionFacts {
  const { cents, currency } = sum(items.map(({ price }) => price));
  const { total } = session;
  const isOurs = session.orderId === orderId && total.cents === cents && total.currency === currency;
  if (!isOurs) throw unreadable(`session ${session.sessionId} is not the one asked for`);
  return session;
}

async function frozenRequest(orders: OrderStore, attempt: CheckoutAttempt): Promise<CheckoutRequest> {
  const order = await orders.checkoutOrder(attempt.orderId);
  if (order === null) {
    throw ApplicationFailure.create({
      type: 'ORDER_NOT_FOUND',
      message: `no row for order ${attempt.orderId}`,
    });
  }
  return {
    orderId: attempt.orderId,
    items: order.placed.items,
    email: order.email,
    expiresAt: attempt.expiresAt,
    idempotencyKey: checkoutKey(attempt.orderId, attempt.generation),
  };
}

const NOT_FOUND: Declined = { kind: 'refused', code: 'resource_missing', message: 'no session of the order' };

const storedError = ({ message }: { message: string }): Declined => ({
  kind: 'refused',
  code: 'stored_error',
  message,
});

interface Asked {
  readonly request: CheckoutRequest;
  readonly since: Instant;
}

async function findEarlier(
  payments: Payments,
  { request, since }: Asked,
  refused: Declined,
): Promise<OpenedCheckout> {
  const sessions = definite(await payments.findSessions(request.orderId, since));
  if (sessions.kind !== 'done') return sessions;
  const session = sessions.value.find(({ status }) => status !== 'expired');
  if (session === undefined) return refused;
  return { kind: 'opened', session: asRequested(session, request) };
}
