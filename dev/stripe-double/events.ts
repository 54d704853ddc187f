// Events: a snapshot of an object at the moment something happened to it, and its way to the endpoints.
import Stripe from 'stripe';
import type { Account } from './account.ts';
import { createId } from './ids.ts';
import { settingsOf } from './settings.ts';
import type { EventRecord } from './store/records.ts';
import { queueDeliveries } from './webhooks/queue.ts';

/** Records an event. The object must not change afterwards: records are replaced, never edited. */
export function emit(
  account: Account,
  type: Stripe.Event.Type,
  data: { object: object; previous_attributes?: object },
): void {
  // Stripe sometimes makes two events of one fact; `splitDuplicates` shows what that does.
  const times = settingsOf(account.store).splitDuplicates ? 2 : 1;
  for (let time = 0; time < times; time += 1) {
    const event: EventRecord = {
      id: createId('evt'),
      created: account.clock.now(),
      type,
      data,
      request: {
        id: account.cause?.requestId ?? null,
        idempotency_key: account.cause?.idempotencyKey ?? null,
      },
    };
    account.store.put('event', event.id, event);
    queueDeliveries(account, event);
  }
}

/** The event as Stripe shows it: in the API, and as the body of a webhook. */
export function renderEvent(account: Account, event: EventRecord) {
  return {
    id: event.id,
    object: 'event',
    api_version: Stripe.API_VERSION,
    created: event.created,
    data: event.data,
    livemode: false,
    pending_webhooks: account.store.of('delivery', event.id).length,
    request: event.request,
    type: event.type,
  } satisfies Omit<Stripe.EventBase, 'data'> & { data: object };
}
