// At start: drops what Stripe would have forgotten, and mends addresses when the port has changed.
import type { Account } from './account.ts';
import { forgetOldAnswers } from './idempotency.ts';

/** Events can be retrieved for 30 days [docs.stripe.com/api/events]. */
const EVENTS_KEPT_SECONDS = 30 * 24 * 3600;

export function tidy(account: Account): void {
  forgetOldAnswers(account);
  const { store } = account;
  const oldest = account.clock.now() - EVENTS_KEPT_SECONDS;
  for (const event of store.all('event')) if (event.created < oldest) store.remove('event', event.id);
  for (const session of store.all('session')) {
    const url = `${account.origin}/c/pay/${session.id}`;
    if (session.status === 'open' && session.url !== url)
      store.put('session', session.id, { ...session, url });
  }
}
