// The end of a session the customer has paid, or has authorised to be paid.
import type Stripe from 'stripe';
import type { Account } from '../account.ts';
import { unplan } from '../agenda.ts';
import { emit } from '../events.ts';
import type { IntentRecord, SessionRecord } from '../store/stripe-objects.ts';

/** What is known of a customer whose e-mail alone was given. */
export const NO_DETAILS = {
  address: null,
  business_name: null,
  email: null,
  individual_name: null,
  name: null,
  phone: null,
  tax_exempt: 'none',
  tax_ids: null,
} satisfies Stripe.Checkout.Session.CustomerDetails;

/** `paid` only when the money is taken: held or delayed money leaves the session `unpaid`. */
export function completeSession(
  account: Account,
  intent: IntentRecord,
  payer: Stripe.PaymentMethod.BillingDetails,
): void {
  const session = account.store.of('session', intent.id)[0];
  if (session === undefined) throw new Error(`${intent.id} belongs to no session`);
  unplan(account, 'expire-session', session.id);
  const object: SessionRecord = {
    ...session,
    customer_details: {
      ...NO_DETAILS,
      address: payer.address,
      email: payer.email,
      name: payer.name,
      tax_ids: [],
    },
    payment_status: intent.status === 'succeeded' ? 'paid' : 'unpaid',
    status: 'complete',
    url: null,
  };
  account.store.put('session', object.id, object);
  emit(account, 'checkout.session.completed', { object });
}
