// Stripe in a world: the account, its API, its webhooks, and the fate of refunds.
import type { RefundFacts, StripeFact } from '../../domain/payment-facts.ts';
import type { Payments } from '../../domain/ports/payments.ts';
import type { StripeBooks } from '../../domain/ports/stripe-books.ts';
import { type Instant, seconds } from '../../domain/time.ts';
import type { Ground } from './ground.ts';
import { createRefundFates, type RefundFates } from './refund-fate.ts';
import { type Account, createAccount, type News } from './stripe/account.ts';
import { createBooks } from './stripe/books.ts';
import { faultOf } from './stripe/faults.ts';
import { createPayments } from './stripe/port.ts';
import { createWebhooks, type Webhooks } from './stripe/webhooks.ts';

export interface Stripe {
  readonly account: Account;
  readonly payments: Payments;
  readonly books: StripeBooks;
  readonly fates: RefundFates;
  readonly webhooks: Webhooks;
}

/** @param receive the service's webhook. */
export function createStripe(ground: Ground, receive: (fact: StripeFact) => Promise<boolean>): Stripe {
  const { agenda, choices, weather, note } = ground;
  const webhooks = createWebhooks({ agenda, choices, weather: weather.webhooks, receive });
  const disputedSince = new Map<string, Instant>();
  const account = createAccount((news) => {
    note(`Stripe: ${JSON.stringify(news)}`);
    noteDispute(disputedSince, news, agenda.now());
    webhooks.tell(news);
  });
  const fates = createRefundFates(() => account, ground);
  const payments = createPayments({
    account,
    agenda,
    keys: new Map(),
    fault: (isWrite) => faultOf(choices, weather.stripe, isWrite),
    refundOutcome: () => fates.next(),
    onRefund: (refund) => {
      if (isLongDisputed(ground, disputedSince, refund))
        ground.accuse('I3 a disputed payment is not refunded');
      fates.follow(refund.refundId);
    },
  });
  const fault = () => faultOf(choices, weather.stripe, false);
  const books = createBooks({ account, events: webhooks.feed, fault });
  return { account, payments, books, fates, webhooks };
}

/** Milliseconds between an attempt's look-up and its refund: the slowest call takes eight seconds. */
const UNDER_WAY = seconds(9);

/** Refunded although the dispute was there to be seen. */
function isLongDisputed(
  { agenda }: Ground,
  disputedSince: ReadonlyMap<string, Instant>,
  { paymentIntentId }: RefundFacts,
): boolean {
  const since = disputedSince.get(paymentIntentId ?? '');
  return since !== undefined && agenda.now() - since > UNDER_WAY;
}

/** Keeps when each dispute began, until it is won. */
function noteDispute(disputedSince: Map<string, Instant>, news: News, at: Instant): void {
  if (!('dispute' in news) || news.dispute.paymentIntentId === null) return;
  if (news.kind === 'DISPUTE_OPENED') disputedSince.set(news.dispute.paymentIntentId, at);
  else if (news.dispute.won === true) disputedSince.delete(news.dispute.paymentIntentId);
}
