// Stripe in a world: the account, its API, its webhooks, and the fate of refunds.
import type { RefundFacts, StripeFact } from '../../domain/payment-facts.ts';
import type { Payments } from '../../domain/ports/payments.ts';
import { hours } from '../../domain/time.ts';
import type { Ground } from './ground.ts';
import { createRefundFates, type RefundFates } from './refund-fate.ts';
import { type Account, createAccount } from './stripe/account.ts';
import { faultOf } from './stripe/faults.ts';
import { createPayments } from './stripe/port.ts';
import { createWebhooks, type Webhooks } from './stripe/webhooks.ts';

export interface Stripe {
  readonly account: Account;
  readonly payments: Payments;
  readonly fates: RefundFates;
  readonly webhooks: Webhooks;
}

/** @param receive the service's webhook. */
export function createStripe(ground: Ground, receive: (fact: StripeFact) => Promise<boolean>): Stripe {
  const { agenda, choices, weather, note } = ground;
  const webhooks = createWebhooks({ agenda, choices, weather: weather.webhooks, receive });
  const account = createAccount((news) => {
    note(`Stripe: ${JSON.stringify(news)}`);
    webhooks.tell(news);
  });
  const fates = createRefundFates(() => account, choices, agenda);
  const payments = createPayments({
    account,
    agenda,
    keys: new Map(),
    fault: (isWrite) => faultOf(choices, weather.stripe, isWrite),
    refundOutcome: () => fates.next(),
    onRefund: (refund) => {
      if (isLongDisputed(ground, account, refund)) ground.accuse('I3 a disputed payment is not refunded');
      fates.follow(refund.refundId);
    },
  });
  return { account, payments, fates, webhooks };
}

/** Milliseconds. A refund that was under way when the dispute opened may still arrive, as late as an outage lasts. */
const UNDER_WAY = hours(3);

function isLongDisputed(
  { orders, placed, agenda }: Ground,
  { disputes }: Account,
  refund: RefundFacts,
): boolean {
  const row = orders.find(placed.orderId);
  const isOpen = disputes.get(refund.paymentIntentId ?? '')?.won === null;
  if (!isOpen || row?.state.paymentStatus !== 'DISPUTED') return false;
  return agenda.now() - row.written.decidedAt > UNDER_WAY;
}
