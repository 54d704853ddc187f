// The end of a session nobody paid: by request, or by the clock.
import type { Account } from '../account.ts';
import { unplan } from '../agenda.ts';
import { emit } from '../events.ts';
import { cancelIntent } from '../payments/capture.ts';
import type { SessionRecord } from '../store/stripe-objects.ts';
import { refuseRequest } from '../wire/errors.ts';

/** `POST /v1/checkout/sessions/:id/expire` */
export function expireByRequest(account: Account, session: SessionRecord): SessionRecord {
  if (session.status !== 'open')
    throw refuseRequest({
      message: `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of \`${session.status}\`.`,
    });
  return expireSession(account, session);
}

/** Ends an open session; an attempt that was under way on its page ends with it. */
export function expireSession(account: Account, session: SessionRecord): SessionRecord {
  unplan(account, 'expire-session', session.id);
  const expired: SessionRecord = { ...session, status: 'expired', url: null };
  account.store.put('session', expired.id, expired);
  emit(account, 'checkout.session.expired', { object: expired });
  const intent = account.store.get('intent', session.payment_intent ?? '');
  if (intent !== undefined) cancelIntent(account, intent, 'expired');
  return expired;
}
