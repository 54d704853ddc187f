// Delivers queued events: several at a time, retried with growing pauses until the endpoint says 2xx.
import { type Account, transact } from '../account.ts';
import { renderEvent } from '../events.ts';
import { settingsOf } from '../settings.ts';
import type { DeliveryRecord } from '../store/records.ts';
import { createPoster } from './post.ts';
import { signPayload } from './sign.ts';

const AT_ONCE = 16;
const LATER_MS = [120_000, 600_000, 3_600_000, 3 * 3_600_000, 6 * 3_600_000, 12 * 3_600_000];
const ATTEMPTS_KEPT = 2000;

export interface Attempt {
  readonly event: string;
  readonly type: string;
  readonly url: string;
  readonly attempt: number;
  /** Null when no answer came. */
  readonly status: number | null;
  readonly at: string;
}

export interface Deliveries {
  /** Starts whatever is due. Cheap; call it after every commit and on every tick. */
  kick(): void;
  /** The last attempts, oldest first. */
  attempts(): readonly Attempt[];
  close(): void;
}

/** `retryDelaysMs` come first, then longer ones, until three days of the double's clock have passed. */
export function createDeliveries(account: Account, retryDelaysMs: readonly number[]): Deliveries {
  const poster = createPoster();
  const underWay = new Set<string>();
  let attempts: Attempt[] = [];
  let closed = false;

  const finish = (delivery: DeliveryRecord, status: number | null): void => {
    underWay.delete(delivery.id);
    if (closed) return;
    transact(account, null, () =>
      settle(account, delivery, { status, delays: [...retryDelaysMs, ...LATER_MS] }),
    );
    kick();
  };

  const start = (delivery: DeliveryRecord): void => {
    const message = compose(account, delivery);
    if (message === null) return transact(account, null, () => account.store.remove('delivery', delivery.id));
    underWay.add(delivery.id);
    poster.post(message.url, message.headers, message.body).then(
      (status) => {
        const at = new Date().toISOString();
        const { type, url } = message;
        attempts.push({ event: delivery.event, type, url, attempt: delivery.attempts + 1, status, at });
        if (attempts.length > ATTEMPTS_KEPT * 1.5) attempts = attempts.slice(-ATTEMPTS_KEPT);
        finish(delivery, status);
      },
      () => finish(delivery, null),
    );
  };

  function kick(): void {
    if (closed || settingsOf(account.store).delivery === 'paused') return;
    const now = account.clock.nowMs();
    for (const delivery of account.store.all('delivery')) {
      if (underWay.size >= AT_ONCE) return;
      if (delivery.nextAt <= now && !underWay.has(delivery.id)) start(delivery);
    }
  }

  return {
    kick,
    attempts: () => attempts,
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
