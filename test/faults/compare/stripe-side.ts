// What the double says of every order: its sessions, and what was captured and given back, in cents.
import Stripe from 'stripe';
import { z } from 'zod';
import { DOUBLE_KEY } from '../../../infra/env-rules.ts';

const Ledger = z.object({
  orders: z.record(
    z.string(),
    z.object({
      captured: z.int(),
      refunded: z.int(),
      refundsPending: z.int(),
      disputed: z.boolean(),
      charges: z.int(),
      openSessions: z.int(),
    }),
  ),
});

type Ledger = z.infer<typeof Ledger>;

export interface StripeBooks {
  readonly captured: number;
  /** Gone back, or on its way. */
  readonly givenBack: number;
  readonly disputed: boolean;
  readonly charges: number;
  readonly openSessions: number;
  /** Every one there ever was. */
  readonly sessionIds: readonly string[];
  readonly paidIntentIds: readonly string[];
  /** Refunds that did not fail. */
  readonly heldRefundIds: readonly string[];
}

/** @param base address of the double. @returns by order id; `(none)` for what names no order. */
export async function readBooks(base: string): Promise<ReadonlyMap<string, StripeBooks>> {
  const { orders } = Ledger.parse(await (await fetch(`${base}/_double/ledger`)).json());
  const objects = await readObjects(base);
  const booksOf = (orderId: string, ledger: Ledger['orders'][string]): StripeBooks => ({
    ...ledger,
    givenBack: ledger.refunded + ledger.refundsPending,
    sessionIds: objects.sessions.of(orderId),
    paidIntentIds: objects.paidIntents.of(orderId),
    heldRefundIds: objects.heldRefunds.of(orderId),
  });
  return new Map(Object.entries(orders).map(([orderId, ledger]) => [orderId, booksOf(orderId, ledger)]));
}

/** Ids by order, of all pages. */
async function readObjects(base: string) {
  const { port, hostname: host } = new URL(base);
  const stripe = new Stripe(DOUBLE_KEY, { host, port, protocol: 'http', telemetry: false });
  const [sessions, paidIntents, heldRefunds] = [gather(), gather(), gather()];
  const ownerOf = new Map<unknown, string>();
  for await (const session of stripe.checkout.sessions.list({ limit: 100 }))
    sessions.add(owner(session), session.id);
  for await (const intent of stripe.paymentIntents.list({ limit: 100 })) {
    ownerOf.set(intent.id, owner(intent));
    if (intent.status === 'succeeded') paidIntents.add(owner(intent), intent.id);
  }
  for await (const { id, status, payment_intent: intent } of stripe.refunds.list({ limit: 100 }))
    if (status !== 'failed' && status !== 'canceled') heldRefunds.add(ownerOf.get(intent) ?? NOBODY, id);
  return { sessions, paidIntents, heldRefunds };
}

const NOBODY = '(none)';

const owner = ({ metadata }: { readonly metadata: Stripe.Metadata | null }): string =>
  metadata?.orderId ?? NOBODY;

function gather() {
  const found = new Map<string, readonly string[]>();
  const of = (orderId: string): readonly string[] => found.get(orderId) ?? [];
  return { of, add: (orderId: string, id: string): void => void found.set(orderId, [...of(orderId), id]) };
}
