// The port StripeBooks on Stripe's API: one list call for each page, entries narrowed one by one.
import type Stripe from 'stripe';
import { z } from 'zod';
import { parseOrderId } from '../../domain/ids.ts';
import { STRIPE_EVENT_MEANING } from '../../domain/payment-facts.ts';
import type { BooksPage, BooksRequest, StripeBooks } from '../../domain/ports/stripe-books.ts';
import type { ReportedFact } from '../../domain/ports/stripe-webhooks.ts';
import { chargeFacts } from './charge-facts.ts';
import { answerOf } from './stripe-answers.ts';
import { disputeFacts, refundFacts, sessionFacts } from './stripe-facts.ts';
import { factOf } from './webhook-facts.ts';

/** Stripe's largest page. */
const PAGE = 100;
const HANDLED = Object.keys(STRIPE_EVENT_MEANING);

export function openStripeBooks(stripe: Stripe): StripeBooks {
  const { events, checkout, charges, refunds, disputes } = stripe;
  const pageOf = <S extends Listed, T>(list: Lister<S>, narrow: (entry: S) => T | null) => {
    return (request: BooksRequest) =>
      answerOf(
        () => list(paramsOf(request)),
        (page) => booksPage(page, narrow),
      );
  };
  return {
    events: pageOf((params) => events.list({ ...params, types: HANDLED }), reportedFact),
    sessions: pageOf((params) => checkout.sessions.list(params), sessionFacts),
    charges: pageOf((params) => charges.list(params), chargeFacts),
    refunds: pageOf((params) => refunds.list(params), refundFacts),
    disputes: pageOf((params) => disputes.list(params), disputeFacts),
    disputesOf: (paymentIntentId) =>
      answerOf(() => disputes.list({ payment_intent: paymentIntentId, limit: PAGE }), everyDispute),
  };
}

interface Listed {
  readonly id: string;
}

interface ListParams {
  readonly limit: number;
  readonly created: { readonly gte: number };
  readonly starting_after?: string;
}

type Lister<S extends Listed> = (params: ListParams) => Promise<Stripe.ApiList<S>>;

function paramsOf({ since, cursor }: BooksRequest): ListParams {
  const params = { limit: PAGE, created: { gte: Math.floor(since / 1_000) } };
  return cursor === null ? params : { ...params, starting_after: cursor };
}

/** One entry that cannot be read does not spoil its page. Null for what is no list at all. */
function booksPage<S extends Listed, T>(
  page: Stripe.ApiList<S>,
  narrow: (entry: S) => T | null,
): BooksPage<T> | null {
  if (page.object !== 'list' || !Array.isArray(page.data)) return null;
  const read = page.data.map((entry) => ({ id: entry.id, facts: narrow(entry) }));
  const last = read.at(-1);
  return {
    entries: read.flatMap(({ facts }) => (facts === null ? [] : [facts])),
    listed: read.length,
    unreadable: page.data
      .filter((entry, index) => read[index]?.facts === null && mayBeOurs(entry))
      .map(({ id }) => id),
    nextCursor: page.has_more && last !== undefined ? last.id : null,
  };
}

/** Other software may make sessions of other kinds in the same account; refunds and disputes do not say whose they are. */
function mayBeOurs(entry: Listed): boolean {
  const session = aSession.safeParse('data' in entry ? anEvent.safeParse(entry).data?.data.object : entry);
  return !session.success || session.data.metadata?.orderId !== undefined;
}

const anEvent = z.looseObject({ data: z.looseObject({ object: z.unknown() }) });
const aSession = z.looseObject({
  object: z.literal('checkout.session'),
  metadata: z.record(z.string(), z.unknown()).nullable(),
});

/** An event that cannot be read and names nobody is left to the report; one that names an order is told to it. */
function reportedFact({ id: eventId, type, data }: Stripe.Event): ReportedFact | null {
  const told = factOf({ id: eventId, type, object: data.object });
  if (told === null) return null;
  const { fact, paymentIntentId } = told;
  const orderId = told.orderId === null ? null : parseOrderId(told.orderId);
  const isNobodys = orderId === null && paymentIntentId === null;
  if (fact.kind === 'UNREADABLE' && isNobodys) return null;
  return { eventId, type, orderId, paymentIntentId, fact };
}

function everyDispute({ data }: Stripe.ApiList<Stripe.Dispute>) {
  const facts = data.map(disputeFacts).filter((dispute) => dispute !== null);
  return facts.length === data.length ? facts : null;
}
