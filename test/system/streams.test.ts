// Streams of a whole stack: an order lived through is told as it happens, also across the death of the API.
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { openShopApi } from '../../dev/demo/shop-api.ts';
import { openStream, type StreamClient } from '../api/stream-client.ts';
import { openStack, type TestStack } from '../support/stack.ts';
import { stackClient, WISH } from '../support/stack-client.ts';

let stack: TestStack;
beforeAll(async () => {
  stack = await openStack();
}, 300_000);
afterAll(() => stack.close(), 120_000);

const kinds = ({ events }: StreamClient) => events.flatMap(({ data }) => data.kind ?? []);
const follow = (orderId: string, lastEventId = ''): Promise<StreamClient> =>
  openStream(`${stack.info.api}/api/orders/${orderId}/stream`, {
    Authorization: `Bearer ${stack.info.tokens.customer}`,
    'Last-Event-ID': lastEventId,
  });
const butcher = () => openShopApi(stack.info.api, stack.info.tokens.butchers[WISH.shopId] ?? '');

async function placed(): Promise<string> {
  const order = await stackClient(stack.info).post('/api/orders', { ...WISH, paymentMethod: 'ON_PICKUP' });
  // What the contract of the API says an order is.
  return ((await order.json()) as { id: string }).id;
}

it('decided while somebody watches → told at once', async () => {
  const orderId = await placed();
  const client = await follow(orderId);
  await vi.waitFor(() => expect(kinds(client)).toEqual(['PLACED', 'BUTCHER_ALERTED']), 5_000);
  await butcher().decide(orderId, 'accept');
  await vi.waitFor(() => expect(kinds(client).at(-1)).toBe('ACCEPTED'), 2_000);
  client.close();
});

it('the API killed → the stream breaks; back with its last id → the rest, once', {
  timeout: 120_000,
}, async () => {
  const orderId = await placed();
  const first = await follow(orderId);
  await vi.waitFor(() => expect(kinds(first)).toHaveLength(2), 5_000);
  stack.signal('api', 'SIGKILL');
  await vi.waitFor(() => expect(first.isOver()).toBe(true), 5_000);
  await vi.waitFor(() => butcher().decide(orderId, 'accept'), 30_000);
  const again = await follow(orderId, first.events.at(-1)?.id);
  await vi.waitFor(() => expect(kinds(again)).toEqual(['ACCEPTED']), 5_000);
  again.close();
});

it('the API told to end with streams open → it ends at once, and they with it', {
  timeout: 120_000,
}, async () => {
  const clients = await Promise.all(Array.from({ length: 15 }, async () => follow(await placed())));
  const startedAt = performance.now();
  const { how, restart } = await stack.halt('api');
  expect([how, performance.now() - startedAt < 5_000]).toEqual(['exit code 0', true]);
  await expect.poll(() => clients.every((client) => client.isOver())).toBe(true);
  await restart();
});
