// How soon Stripe is answered: real events of real payments, held back by the double and sent by us, each for the first time.
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { DOUBLE_KEY } from '../../../infra/env-rules.ts';
import { CARDS, payWith } from '../../demo/payment-page.ts';
import { openShopApi } from '../../demo/shop-api.ts';
import { signPayload } from '../../stripe-double/webhooks/sign.ts';
import type { Say } from '../../tools/temporal-cli.ts';
import { type Figure, quantile } from '../figures.ts';
import type { Ground } from '../ground.ts';

const EVENTS = 100;
/** Not measured. */
const WARM_UP = 10;
const PAUSE = 50;
const BASKET = {
  shopId: 'boucherie-martin',
  items: [{ productId: 'boeuf-bavette', quantity: 500, unit: 'g' }],
};
const Events = z.object({ data: z.array(z.object({ id: z.string() }).loose()) });

export async function webhookFigures(ground: Ground, say: Say): Promise<Figure[]> {
  say(`${EVENTS} webhooks …`);
  await control(ground, { mode: 'paused' });
  try {
    const delays: number[] = [];
    for (let count = 0; count < EVENTS + WARM_UP; count += 1) {
      const body = JSON.stringify(await payOne(ground), null, 2);
      await sleep(PAUSE);
      const ms = await deliver(ground, body);
      if (count >= WARM_UP) delays.push(ms);
    }
    return [
      {
        name: 'webhook acknowledged, 1 in flight, p50',
        value: quantile(delays, 0.5),
        unit: 'ms',
        target: null,
      },
      {
        name: 'webhook acknowledged, 1 in flight, p99',
        value: quantile(delays, 0.99),
        unit: 'ms',
        target: null,
      },
    ];
  } finally {
    await control(ground, { mode: 'normal' });
  }
}

/** @returns the event that tells of it. */
async function payOne({ info }: Ground): Promise<object> {
  const { url } = await openShopApi(info.api, info.tokens.customer).checkout(BASKET);
  await payWith(url, CARDS.good);
  const answer = await fetch(`${info.stripe}/v1/events?type=checkout.session.completed&limit=1`, {
    headers: { Authorization: `Bearer ${DOUBLE_KEY}` },
  });
  const [newest] = Events.parse(await answer.json()).data;
  if (newest === undefined) throw new Error('the double tells of no payment');
  return newest;
}

/** @returns milliseconds until it was acknowledged. */
async function deliver({ info }: Ground, body: string): Promise<number> {
  const signature = signPayload(body, [info.webhookSecret], Math.floor(Date.now() / 1_000));
  const startedAt = performance.now();
  const answer = await fetch(`${info.api}/api/webhooks/stripe`, {
    method: 'POST',
    headers: { 'Stripe-Signature': signature, 'Content-Type': 'application/json' },
    body,
  });
  await answer.arrayBuffer();
  if (!answer.ok) throw new Error(`a webhook was answered ${answer.status}`);
  return performance.now() - startedAt;
}

async function control({ info }: Ground, body: object): Promise<void> {
  const answer = await fetch(`${info.stripe}/_double/webhooks`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`the double answered ${answer.status}`);
}
