// Customers and butchers who do not give up: they ask again with the same key, ever more slowly, until they are answered.
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { StackInfo } from '../../dev/stack/stack-info.ts';
import { CARDS, submitCard } from '../support/hosted-page.ts';
import type { Attempt, HttpClient, Sent } from './client.ts';

/** What everybody together has seen. */
export interface Seen {
  /** Orders that a 2xx spoke of. */
  readonly acknowledged: Set<string>;
  /** How often each outcome of an attempt was seen: `POST /api/checkout 503`. */
  readonly outcomes: Map<string, number>;
  /** What no client should ever see. */
  readonly wrong: string[];
}

export interface People {
  checkout(wish: object, key: string): Promise<{ readonly orderId: string; readonly url: string }>;
  /** Until Stripe's page has taken the card. */
  pay(url: string): Promise<void>;
  untilPaid(orderId: string): Promise<void>;
  decide(who: 'customer' | 'butcher', orderId: string, decision: string): Promise<void>;
}

const Checkout = z.object({ orderId: z.string(), url: z.string() });
const Order = z.object({ paymentStatus: z.string() });
/** Milliseconds between attempts: the API's own advice first, then twice as long each time. */
const PAUSE = { first: 2_000, longest: 30_000 };
const LOOK_EVERY = 2_000;
/** Milliseconds: longer than any outage here and the way back from it. */
const PATIENCE = 1_200_000;

export const nothingSeen = (): Seen => ({ acknowledged: new Set(), outcomes: new Map(), wrong: [] });

export function openPeople(
  http: HttpClient,
  info: StackInfo,
  { shopId, seen }: { shopId: string; seen: Seen },
): People {
  const tokens = { customer: info.tokens.customer, butcher: info.tokens.butchers[shopId] ?? '' };
  const ask = (sent: Sent) => insist(http, sent, seen);
  return {
    async checkout(wish, key) {
      const body = { shopId, ...wish };
      const text = await ask({ method: 'POST', path: '/api/checkout', token: tokens.customer, body, key });
      const page = Checkout.parse(JSON.parse(text));
      seen.acknowledged.add(page.orderId);
      return page;
    },
    async pay(url) {
      while ((await submitCard(url, CARDS.ok).catch(() => null))?.status !== 303) await sleep(LOOK_EVERY);
    },
    async untilPaid(orderId) {
      const look = async (): Promise<string> =>
        Order.parse(
          JSON.parse(await ask({ method: 'GET', path: `/api/orders/${orderId}`, token: tokens.customer })),
        ).paymentStatus;
      while ((await look()) !== 'PAID') await sleep(LOOK_EVERY);
    },
    async decide(who, orderId, decision) {
      const body = decision === 'reject' ? { reason: 'TOO_BUSY' } : {};
      await ask({ method: 'POST', path: `/api/orders/${orderId}/${decision}`, token: tokens[who], body });
    },
  };
}

/** @returns the answer's text. A 409 to a decision that is repeated says that the first one was heard. */
async function insist(http: HttpClient, sent: Sent, seen: Seen): Promise<string> {
  const giveUpAt = Date.now() + PATIENCE;
  for (let pause = PAUSE.first; ; pause = Math.min(pause * 2, PAUSE.longest)) {
    const attempt = await http.attempt(sent);
    note(seen, sent, attempt);
    if (attempt.kind === 'answered' && (attempt.status < 300 || attempt.status === 409)) return attempt.text;
    if (attempt.kind === 'answered' && attempt.status < 500)
      throw new Error(`${sent.method} ${sent.path} answered ${attempt.status}: ${attempt.text}`);
    if (Date.now() > giveUpAt) throw new Error(`${sent.method} ${sent.path}: nobody answered for long`);
    await sleep(pause);
  }
}

function note({ outcomes, wrong }: Seen, { method, path }: Sent, attempt: Attempt): void {
  const how = attempt.kind === 'lost' ? `lost: ${attempt.why}` : attempt.kind;
  const where = `${method} ${path.replace(/(?<=orders\/)\w+/, ':id')}`;
  const name = `${where} ${attempt.kind === 'answered' ? attempt.status : how}`;
  outcomes.set(name, (outcomes.get(name) ?? 0) + 1);
  if (attempt.kind !== 'answered' || attempt.status < 500) return;
  if (attempt.status !== 503) wrong.push(`${method} ${path} answered ${attempt.status}: ${attempt.text}`);
  else if (attempt.retryAfter === null) wrong.push(`${method} ${path} answered 503 without Retry-After`);
}
