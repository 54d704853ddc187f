// Delivers queued events: several at a time, retried with growing pauses until the endpoint says 2xx.
import { type Account, transact } from '../account.ts';
import { renderEvent } from '../events.ts';
import { settingsOf } from '../settings.ts';
import type { DeliveryRecord } from '../store/records.ts';
import { type Attempt, createAttemptLog } from './attempt-log.ts';
import { createPoster } from './post.ts';
import { signPayload } from './sign.ts';

const AT_ONCE = 16;
const LATER_MS = [120_000, 600_000, 3_600_000, 3 * 3_600_000, 6 * 3_600_000, 12 * 3_600_000];
export interface Deliveries {
  /** Starts whatever is due. Cheap; call it after every commit and on every tick. */
  kick(): void;
  /** The last attempts, oldest first. */
  attempts(): readonly Attempt[];
  close(): void;
}

/** `retryDelaysMs` come first, then longer ones, until three days of the double's clock have passed. */
export function createDeliveries(account: Account, retryDelaysMs: readonly number[]): Deliveries {
  const delays = [...retryDelaysMs, ...LATER_MS];
  const poster = createPoster();
  const log = createAttemptLog();
  const underWay = new Set<string>();
  let closed = false;

  const start = async (delivery: DeliveryRecord): Promise<void> => {
    const message = compose(account, delivery);
    if (message === null) return transact(account, null, () => account.store.remove('delivery', delivery.id));
    underWay.add(delivery.id);
    const status = await poster.post(message.url, message.headers, message.body).catch(() => null);
    underWay.delete(delivery.id);
    log.add({
      event: delivery.event,
      type: message.type,
      url: message.url,
      attempt: delivery.attempts + 1,
      status,
    });
    if (closed) return;
    transact(account, null, () => settle(account, delivery, { status, delays }));
    kick();
  };

  function kick(): void {
    if (closed || settingsOf(account.store).delivery === 'paused') return;
    const now = account.clock.nowMs();
    for (const delivery of account.store.all('delivery')) {
      if (underWay.size >= AT_ONCE) return;
      if (delivery.nextAt <= now && !underWay.has(delivery.id)) void start(delivery);
    }
  }

  return {
    kick,
    attempts: () => log.list(),
    close() {
      closed = true;
      poster.close();
    },
  };
}

/** The request as it goes out now; null when the event or a willing endpoint is gone. */
function compose(account: Account, delivery: DeliveryRecord) {
  const event = account.store.get('event', delivery.event);
  const record = account.store.get('endpoint', delivery.endpoint);
  if (event === undefined || record === undefined || record.endpoint.status !== 'enabled') return null;
  const body = JSON.stringify(renderEvent(account, event), null, 2);
  const { retiring, secret } = record;
  const secrets =
    retiring !== null && retiring.until > account.clock.nowMs() ? [secret, retiring.secret] : [secret];
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'stripe-signature': signPayload(body, secrets, Math.floor(Date.now() / 1000)),
    'user-agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
  };
  return { url: record.endpoint.url, type: event.type, headers, body };
}

/** Only 2xx counts; a redirect is a failure. */
function settle(
  account: Account,
  delivery: DeliveryRecord,
  outcome: { status: number | null; delays: readonly number[] },
): void {
  if (account.store.get('delivery', delivery.id) === undefined) return;
  const { status, delays } = outcome;
  const delivered = status !== null && status >= 200 && status < 300;
  const pause = delays[delivery.attempts] ?? delays.at(-1) ?? 0;
  const nextAt = account.clock.nowMs() + pause;
  if (delivered || nextAt > delivery.giveUpAt) account.store.remove('delivery', delivery.id);
  else account.store.put('delivery', delivery.id, { ...delivery, attempts: delivery.attempts + 1, nextAt });
}
