// Stripe's lists with something in them that cannot be read: the page goes on, what is ours is named.
import Stripe from 'stripe';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { instant } from '../../../domain/time.ts';
import { openStripeBooks } from '../../../infra/stripe/stripe-books.ts';
import { type CheckedDouble, startCheckedDouble } from '../../support/stripe-double.ts';

let double: CheckedDouble;
beforeEach(async () => {
  double = await startCheckedDouble();
});
afterEach(() => double?.close());

/** The double's answers, changed on their way. */
function booksThrough(change: (answer: Record<string, unknown>) => unknown) {
  const changing: typeof fetch = async (input, init) => {
    const response = await fetch(input, init);
    // Stripe answers JSON objects, always.
    const answer = (await response.json()) as Record<string, unknown>;
    return new Response(JSON.stringify(change(answer)), {
      status: response.status,
      headers: response.headers,
    });
  };
  const stripe = new Stripe('sk_test_local_double', {
    host: '127.0.0.1',
    port: double.port,
    protocol: 'http',
    maxNetworkRetries: 0,
    httpClient: Stripe.createFetchHttpClient(changing),
  });
  return openStripeBooks(stripe);
}

const page = (metadata: Record<string, string>) =>
  double.stripe.checkout.sessions.create({
    mode: 'payment',
    line_items: [
      { quantity: 1, price_data: { currency: 'eur', unit_amount: 900, product_data: { name: 'x' } } },
    ],
    metadata,
    success_url: 'https://shop.test/ok',
  });

const FIRST = { since: instant(0), cursor: null };

/** Every entry as it is, but those with one of the ids. */
const spoiling =
  (...ids: readonly string[]) =>
  (answer: Record<string, unknown>) => ({
    ...answer,
    data: (answer.data as { id: string }[]).map((entry) =>
      ids.includes(entry.id) ? { ...entry, amount_total: null, status: 'unheard of' } : entry,
    ),
  });

describe('a list of Stripe’s', () => {
  it('with sessions that cannot be read → the others, and the id of the one that is ours', async () => {
    const [good, ours, strange] = [
      await page({ orderId: 'order0001' }),
      await page({ orderId: 'order0002' }),
      await page({}),
    ];
    const answer = await booksThrough(spoiling(ours.id, strange.id)).sessions(FIRST);
    if (answer.kind !== 'done') throw new Error(answer.kind);
    expect(answer.value.unreadable).toEqual([ours.id]);
    expect(answer.value.entries.map(({ sessionId }) => sessionId)).toEqual([good.id]);
    expect(answer.value).toMatchObject({ listed: 3, nextCursor: null });
  });

  it('with events of sessions that cannot be read → told to the order it names; what names none is left out', async () => {
    for (const metadata of [{ orderId: 'order0003' }, {}]) {
      const { id } = await page(metadata);
      await double.stripe.checkout.sessions.expire(id);
    }
    const broken = (answer: Record<string, unknown>) => ({
      ...answer,
      data: (answer.data as { data: { object: object } }[]).map((event) => ({
        ...event,
        data: { object: { ...event.data.object, amount_total: null, client_reference_id: null } },
      })),
    });
    const answer = await booksThrough(broken).events(FIRST);
    if (answer.kind !== 'done') throw new Error(answer.kind);
    expect(answer.value.entries).toMatchObject([{ orderId: 'order0003', fact: { kind: 'UNREADABLE' } }]);
    expect(answer.value).toMatchObject({ listed: 2, nextCursor: null });
  });

  it('that is no list → nothing is known', async () => {
    const answer = await booksThrough(() => ({ object: 'balance' })).charges(FIRST);
    expect(answer).toMatchObject({ kind: 'unreadable' });
  });
});
