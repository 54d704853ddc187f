// The activities as a worker has them: on real PostgreSQL and on the Stripe SDK, with the double behind it.
import { type Activities, createActivities } from '../../activities/index.ts';
import { checkoutKey } from '../../domain/identity.ts';
import type { SessionFacts } from '../../domain/payment-facts.ts';
import type { PlacedOrder } from '../../domain/placed-order.ts';
import { type Instant, instant, minutes } from '../../domain/time.ts';
import { createStripe } from '../../infra/stripe/stripe-client.ts';
import { openStripePayments } from '../../infra/stripe/stripe-payments.ts';
import { type OrderDatabase, openOrderDatabase } from '../infra/postgres/order-database.ts';
import { CARDS, payOnPage } from './hosted-page.ts';
import { placedOrder } from './placed-orders.ts';
import { type CheckedDouble, startCheckedDouble } from './stripe-double.ts';

export interface ActivityWorld {
  readonly activities: Activities;
  readonly double: CheckedDouble;
  readonly orders: OrderDatabase;
  /** The activities of a worker whose Stripe key was revoked. */
  readonly withRevokedKey: Activities;
  close(): Promise<void>;
}

export interface Placed {
  readonly placed: PlacedOrder;
  readonly placedAt: Instant;
  readonly expiresAt: Instant;
}

export interface Opened extends Placed {
  readonly session: SessionFacts;
}

export interface Paid extends Opened {
  readonly paymentIntentId: string;
}

export async function openActivityWorld(): Promise<ActivityWorld> {
  const double = await startCheckedDouble();
  const orders = await openOrderDatabase();
  const activitiesWith = (key: string): Activities =>
    createActivities({
      orders: orders.store,
      payments: openStripePayments(
        createStripe({ STRIPE_SECRET_KEY: key, STRIPE_API_BASE: double.url }),
        'https://klikandgo.example',
      ),
    });
  return {
    double,
    orders,
    activities: activitiesWith('sk_test_local_double'),
    withRevokedKey: activitiesWith('sk_test_revoked'),
    close: async () => {
      await orders.close();
      await double.close();
    },
  };
}

/** An order in the database, placed now by the double's clock. */
export async function place({ activities, double }: ActivityWorld): Promise<Placed> {
  const placed = placedOrder();
  const { iso } = await double.view('/clock');
  const placedAt = instant(Date.parse(String(iso)));
  await activities.placeOrder(placed, placedAt);
  return { placed, placedAt, expiresAt: instant(placedAt + minutes(35)) };
}

export const attemptOf = ({ placed, placedAt, expiresAt }: Placed, generation = 1) => ({
  orderId: placed.orderId,
  placedAt,
  expiresAt,
  generation,
  isResumed: false,
});

export async function open(world: ActivityWorld): Promise<Opened> {
  const order = await place(world);
  const opened = await world.activities.openCheckout(attemptOf(order));
  if (opened.kind !== 'opened') throw new Error(`not opened: ${opened.code}`);
  return { ...order, session: opened.session };
}

export async function pay(world: ActivityWorld, card: string = CARDS.ok): Promise<Paid> {
  const order = await open(world);
  await payOnPage(order.session.url ?? '', card);
  const found = await world.activities.lookUpCheckout(order.session.sessionId);
  const session = found.kind === 'done' ? found.value : null;
  if (session?.paymentIntentId == null) throw new Error('the payment did not go through');
  return { ...order, session, paymentIntentId: session.paymentIntentId };
}

/** What the double did for an order, in cents and counts: see `renderLedger`. */
export async function booksOf({ double }: ActivityWorld, { placed }: Placed) {
  const { orders } = (await double.view('/ledger')) as { orders: Record<string, Record<string, unknown>> };
  return orders[placed.orderId];
}

/** The keys under which writes reached the double, one per request. */
export async function keysOf({ double }: ActivityWorld, order: Placed): Promise<string[]> {
  const { requests } = (await double.view('/requests')) as { requests: { idempotencyKey: string | null }[] };
  const prefix = checkoutKey(order.placed.orderId, 1).split('/', 1)[0] ?? '';
  return requests
    .map(({ idempotencyKey }) => idempotencyKey ?? '')
    .filter((key) => key.startsWith(`${prefix}/`));
}
