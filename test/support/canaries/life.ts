// What happens on the scene: orders of every end, with personal data wherever a caller can put it.
import { vi } from 'vitest';
import { z } from 'zod';
import { openShopApi, type ShopApi } from '../../../dev/demo/shop-api.ts';
import { CARDS, submitCard } from '../hosted-page.ts';
import { Checkout, WISH } from '../stack-client.ts';
import { CONTACT, NOTE, PERSONAL, SECRETS } from './cast.ts';
import type { Heard, Scene } from './scene.ts';

const PATIENCE = 60_000;
const Placed = z.object({ id: z.string() });

export interface People {
  readonly customer: ShopApi;
  readonly butcher: ShopApi;
}

export function peopleOf({ info: { api, tokens } }: Scene): People {
  return {
    customer: openShopApi(api, tokens.customer),
    butcher: openShopApi(api, tokens.butchers[WISH.shopId] ?? ''),
  };
}

/** What a browser sends along without being asked. */
export const BROWSER = {
  'X-Forwarded-For': PERSONAL['address of the caller'],
  'User-Agent': PERSONAL.browser,
  Referer: `https://klikandgo.example/?mail=${encodeURIComponent(CONTACT.email)}`,
};

const bodyOf = ({ text }: Heard): unknown => JSON.parse(text.slice(text.indexOf('\n\n')));

interface Order {
  /** Of idempotency. */
  readonly key: string;
  readonly paymentMethod?: 'ON_PICKUP';
}

/** An order with everything personal in it. */
export function place(scene: Scene, path: string, { key, ...more }: Order): Promise<Heard> {
  return scene.ask(path, {
    method: 'POST',
    headers: {
      ...BROWSER,
      Authorization: `Bearer ${scene.info.tokens.customer}`,
      'Content-Type': 'application/json',
      'Idempotency-Key': `${SECRETS['idempotency key']}-${key}`,
    },
    body: JSON.stringify({ ...WISH, contact: CONTACT, note: NOTE, ...more }),
  });
}

const TYPED = { email: PERSONAL['mail of the payer'], name: PERSONAL.cardholder };

/** Placed online and paid with the last of the cards. @returns the order's id. */
async function paid(scene: Scene, key: string, cards: readonly string[]): Promise<string> {
  const { orderId, url } = Checkout.parse(bodyOf(await place(scene, '/api/checkout', { key })));
  for (const card of cards) await submitCard(url, card, TYPED);
  await peopleOf(scene).customer.waitFor(orderId, { paymentStatus: 'PAID' }, PATIENCE);
  return orderId;
}

const reject = (butcher: ShopApi, orderId: string) =>
  butcher.decide(orderId, 'reject', { reason: 'OTHER', message: PERSONAL.message });

/** @returns one that has ended, and one that goes on. */
export async function liveOrders(scene: Scene): Promise<readonly string[]> {
  const { customer, butcher } = peopleOf(scene);
  const refunded = await paid(scene, 'refunded', [CARDS.ok]);
  await reject(butcher, refunded);
  await customer.waitFor(refunded, { paymentStatus: 'REFUNDED' }, PATIENCE);
  const failing = await paid(scene, 'failing', [CARDS.declined, CARDS.refundFails]);
  await reject(butcher, failing);
  const disputed = await paid(scene, 'disputed', [CARDS.disputed]);
  const counter = Placed.parse(
    bodyOf(await place(scene, '/api/orders', { key: 'counter', paymentMethod: 'ON_PICKUP' })),
  ).id;
  for (const decision of ['accept', 'ready', 'collect']) await butcher.decide(counter, decision);
  await customer.waitFor(failing, { paymentStatus: 'REFUND_FAILED' }, PATIENCE);
  await customer.waitFor(disputed, { paymentStatus: 'DISPUTED' }, PATIENCE);
  for (const path of ['', '/timeline'])
    await scene.ask(`/api/orders/${failing}${path}`, {
      headers: { Authorization: `Bearer ${scene.info.tokens.operator}` },
    });
  return [refunded, disputed];
}

/** Both sides were told, after they had refused in words that repeat what they were sent. */
export async function awaitNotices({ mail, shop }: Scene): Promise<void> {
  await vi.waitFor(
    () => {
      if (mail.taken.length < 8) throw new Error(`only ${mail.taken.length} mails were taken`);
      if (shop.sent.length < 8) throw new Error(`only ${shop.sent.length} webhooks were sent`);
    },
    { timeout: 240_000, interval: 500 },
  );
}
