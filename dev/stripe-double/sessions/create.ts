// `POST /v1/checkout/sessions`
import type { Account } from '../account.ts';
import { plan } from '../agenda.ts';
import type { LineItemRecord, SessionRecord } from '../store/stripe-objects.ts';
import { refuseParams, refuseRequest } from '../wire/errors.ts';
import { buildPlan, buildSession } from './build.ts';
import { buildLineItem } from './line-items.ts';
import type { SessionParams } from './params.ts';

const MINIMUM_SECONDS = 30 * 60;
const MAXIMUM_SECONDS = 24 * 3600;
const MINIMUM_CENTS = 50;

/** Creates an open session. Its payment intent does not exist before the customer pays. */
export function createSession(account: Account, params: SessionParams): SessionRecord {
  const created = account.clock.now();
  const expiresAt = params.expires_at ?? created + MAXIMUM_SECONDS;
  checkExpiry(expiresAt - created);
  const lineItems = params.line_items.map((item, index) => buildLineItem(account, item, index));
  const total = totalOf(lineItems);
  const session = {
    ...buildSession(account, params, total),
    created,
    expires_at: expiresAt,
  } satisfies SessionRecord;
  account.store.put('session', session.id, session);
  account.store.put('plan', session.id, buildPlan(params, lineItems));
  plan(account, 'expire-session', { target: session.id, at: expiresAt * 1000 });
  return session;
}

/** The documented 30 minutes, excluded: at the very boundary real requests fail by the time they travel. */
function checkExpiry(seconds: number): void {
  const param = 'expires_at';
  if (seconds <= MINIMUM_SECONDS)
    throw refuseParams({
      message: 'The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.',
      param,
    });
  if (seconds > MAXIMUM_SECONDS)
    throw refuseParams({
      message: 'The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.',
      param,
    });
}

function totalOf(items: readonly LineItemRecord[]): { amount: number; currency: string } {
  const currency = items[0]?.currency ?? 'eur';
  if (items.some((item) => item.currency !== currency))
    throw refuseParams({ message: 'All line items must have the same currency.', param: 'line_items' });
  const amount = items.reduce((sum, item) => sum + item.amount_total, 0);
  if (amount < MINIMUM_CENTS)
    throw refuseRequest({
      code: 'amount_too_small',
      message: "The Checkout Session's total amount must convert to at least 50 cents.",
    });
  return { amount, currency };
}
