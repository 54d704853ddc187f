// Which endpoints an event goes to, how many times, and when it is tried first.
import type { Account } from '../account.ts';
import { randomText } from '../ids.ts';
import { settingsOf } from '../settings.ts';
import type { EndpointRecord, EventRecord } from '../store/records.ts';

/** Stripe gives up after three days [docs.stripe.com/webhooks]. */
const GIVE_UP_AFTER_MS = 3 * 24 * 3600 * 1000;
const SHUFFLE_WITHIN_MS = 500;

/** Puts an event on its way to every endpoint that asked for it, unless deliveries are being lost. */
export function queueDeliveries(account: Account, event: EventRecord): void {
  const { delivery, copies } = settingsOf(account.store);
  if (delivery === 'lost') return;
  for (let copy = 0; copy < copies; copy += 1) {
    const latest = delivery === 'shuffled' ? Math.random() * SHUFFLE_WITHIN_MS : 0;
    queueOnce(account, event, latest);
  }
}

/** Sends an event again, lost or delivered; returns to how many endpoints. */
export function resend(account: Account, event: EventRecord): number {
  return queueOnce(account, event, 0);
}

function queueOnce(account: Account, event: EventRecord, delayMs: number): number {
  const now = account.clock.nowMs();
  const endpoints = account.store.all('endpoint').filter((endpoint) => wants(endpoint, event.type));
  for (const { endpoint } of endpoints) {
    const id = randomText(16);
    account.store.put('delivery', id, {
      id,
      event: event.id,
      endpoint: endpoint.id,
      attempts: 0,
      nextAt: now + delayMs,
      giveUpAt: now + GIVE_UP_AFTER_MS,
    });
  }
  return endpoints.length;
}

function wants({ endpoint }: EndpointRecord, type: string): boolean {
  if (endpoint.status !== 'enabled') return false;
  return endpoint.enabled_events.includes('*') || endpoint.enabled_events.includes(type);
}
