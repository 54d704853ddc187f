// What the API tells of its requests and webhooks: to the log one line each, to those who count by route and outcome.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { firstOrder, NOW, openWorld, type World } from './api-world.ts';
import { BASKET, send } from './callers.ts';
import { sessionEvent, signature } from './signed-webhooks.ts';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const requestLines = (): object[] =>
  world.logged.filter(({ message }) => message === 'request').map(({ facts }) => facts);

/** Said when the answer is gone, which the caller may hear before. */
async function lines(count: number): Promise<object[]> {
  await expect.poll(() => requestLines().length).toBeGreaterThanOrEqual(count);
  return requestLines();
}

describe('a request', () => {
  it('that places an order → its line names route and order, nobody’s address', async () => {
    await send(world, 'marie', ['POST /api/checkout', { body: BASKET }]);
    const [line] = await lines(1);
    expect(line).toMatchObject({
      method: 'POST',
      route: '/api/checkout',
      status: 201,
      orderId: firstOrder(world),
    });
    expect(Object.keys(line ?? {}).toSorted()).toEqual([
      'method',
      'ms',
      'orderId',
      'requestId',
      'route',
      'status',
    ]);
  });

  it.each([
    ['GET', '/api/orders/:orderId', 200],
    ['GET', '/api/orders/:orderId/timeline', 200],
    ['POST', '/api/orders/:orderId/cancel', 200],
  ])('about an order, %s %s → its line names the order', async (method, route, status) => {
    await send(world, 'marie', ['POST /api/checkout', { body: BASKET }]);
    const orderId = firstOrder(world);
    const sent = method === 'POST' ? { body: {} } : {};
    await send(world, 'marie', [`${method} ${route.replace(':orderId', orderId)}`, sent]);
    expect((await lines(2))[1]).toMatchObject({ route, status, orderId });
  });

  it('that reopens a payment page, or comes again with its key → its line names the order', async () => {
    const headers = { 'Idempotency-Key': 'again' };
    await send(world, 'marie', ['POST /api/checkout', { body: BASKET, headers }]);
    const orderId = firstOrder(world);
    await send(world, 'marie', ['POST /api/checkout', { body: { orderId } }]);
    await send(world, 'marie', [
      'POST /api/orders',
      { body: { ...BASKET, paymentMethod: 'ONLINE' }, headers },
    ]);
    expect((await lines(3)).slice(0, 2)).toEqual([
      expect.objectContaining({ status: 201, orderId }),
      expect.objectContaining({ status: 200, orderId }),
    ]);
  });

  it('counts under its route, whatever its path', async () => {
    for (const path of ['/api/orders/aaaaaaaa', '/api/orders/bbbbbbbb', '/boutique/x']) {
      await send(world, 'marie', [`GET ${path}`]);
    }
    await lines(3);
    expect(world.measured.requests.map(({ route, status }) => [route, status])).toEqual([
      ['/api/orders/:orderId', 404],
      ['/api/orders/:orderId', 404],
      ['/boutique/:shopId', 200],
    ]);
  });

  it('to no address of ours → counted as none; its path is in the line, where somebody may look for it', async () => {
    await fetch(`${world.url}/wp-login.php?user=me`);
    expect(await lines(1)).toMatchObject([{ path: '/wp-login.php', status: 404 }]);
    expect(world.measured.requests).toMatchObject([{ route: 'none', status: 404 }]);
  });

  it.each([
    ['a name', '/clients/C%C3%A9lestine', '/clients/…'],
    ['an address', '/clients/marie%40example.fr/x', '/clients/…/x'],
    ['a number', '/0611223344/index.html', '/…/index.html'],
    ['no end', '/a/b/c/d/e/f/g/h/i/j', '/a/b/c/d/e/f/g'],
  ])('to an address with %s in it → not in the line', async (_what, asked, told) => {
    await fetch(`${world.url}${asked}`);
    expect(await lines(1)).toMatchObject([{ path: told, status: 404 }]);
  });

  it('with another method → counted under the route', async () => {
    await fetch(`${world.url}/api/checkout`, { method: 'DELETE' });
    await lines(1);
    expect(world.measured.requests).toMatchObject([
      { method: 'DELETE', route: '/api/checkout', status: 405 },
    ]);
  });

  it('for a stream → a line, and no duration', async () => {
    await send(world, 'marie', ['POST /api/checkout', { body: BASKET }]);
    const leaving = new AbortController();
    const token = await world.issuer.token({ sub: 'user_marie' });
    const opened = await fetch(`${world.url}/api/orders/${firstOrder(world)}/stream`, {
      headers: { Authorization: `Bearer ${token}` },
      signal: leaving.signal,
    });
    expect(opened.status).toBe(200);
    leaving.abort();
    expect((await lines(2))[1]).toMatchObject({ route: '/api/orders/:orderId/stream', isCut: true });
    expect(world.measured.requests.map(({ route }) => route)).toEqual(['/api/checkout']);
  });

  it('that fails → the error’s line names route and order, too', async () => {
    await send(world, 'marie', ['POST /api/checkout', { body: BASKET }]);
    world.database = 'away';
    await send(world, 'marie', [`GET /api/orders/${firstOrder(world)}`]);
    expect(world.logged.find(({ level }) => level === 'warn')?.facts).toMatchObject({
      route: '/api/orders/:orderId',
      orderId: firstOrder(world),
    });
  });
});

describe('a webhook', () => {
  const deliver = (body: string, header = signature(body)) =>
    fetch(`${world.url}/api/webhooks/stripe`, {
      method: 'POST',
      body,
      headers: { 'Content-Type': 'application/json', 'Stripe-Signature': header },
    });
  const SECOND = 1_000;
  let orderId: string;
  beforeEach(async () => {
    await send(world, 'marie', ['POST /api/checkout', { body: BASKET }]);
    orderId = firstOrder(world);
  });
  const event = (change: Parameters<typeof sessionEvent>[0] = {}) =>
    sessionEvent({ session: { metadata: { orderId } }, ...change });
  const outcomes = () => world.measured.webhooks.map(({ outcome }) => outcome);

  it('told to its order → with the time since Stripe made it', async () => {
    await deliver(event({ created: NOW / SECOND - 42 }));
    expect(world.measured.webhooks).toEqual([{ outcome: 'told', lag: 42 * SECOND }]);
  });

  it('made by a clock that is ahead → no lag below zero', async () => {
    await deliver(event({ created: NOW / SECOND + 5 }));
    expect(world.measured.webhooks).toEqual([{ outcome: 'told', lag: 0 }]);
  });

  it('told → one line with event and order, and the order on the request’s line', async () => {
    await deliver(event());
    expect(world.logged.find(({ message }) => message === 'a Stripe event was told')?.facts).toEqual({
      orderId,
      eventId: 'evt_1',
      type: 'checkout.session.completed',
    });
    expect((await lines(2))[1]).toMatchObject({ route: '/api/webhooks/stripe', orderId });
  });

  it('again, by the same event or another that says the same → repeated', async () => {
    for (const id of ['evt_1', 'evt_1', 'evt_2']) await deliver(event({ id }));
    expect(outcomes()).toEqual(['told', 'repeated', 'repeated']);
  });

  it('again, after this process has forgotten it → repeated', async () => {
    world.forwarded.add('evt_1');
    await deliver(event());
    expect(world.measured.webhooks).toEqual([{ outcome: 'repeated', lag: null }]);
  });

  it('twenty deliveries at once → one told, the others repeated', async () => {
    await Promise.all(Array.from({ length: 20 }, () => deliver(event())));
    expect(outcomes().filter((outcome) => outcome === 'told')).toHaveLength(1);
    expect(outcomes().filter((outcome) => outcome === 'repeated')).toHaveLength(19);
  });

  it.each([
    ['forged', () => deliver(event(), 'nonsense')],
    ['foreign', () => deliver(event({ type: 'charge.succeeded' }))],
    ['foreign', () => deliver(sessionEvent({ session: { payment_intent: null } }))],
    ['other_mode', () => deliver(event({ livemode: true }))],
  ])('%s → counted as such', async (outcome, send_) => {
    await send_();
    expect(world.measured.webhooks).toEqual([{ outcome, lag: null }]);
  });

  it('that Temporal cannot take now → not taken, and told when it comes again', async () => {
    world.commands.way = 'away';
    expect((await deliver(event())).status).toBe(503);
    world.commands.way = 'open';
    await deliver(event());
    expect(outcomes()).toEqual(['not_taken', 'told']);
  });
});
