// Calls to Stripe as they are watched: what they are called, how they went, whose they are.
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { orderIdIn } from '../../../domain/identity.ts';
import { parseOrderId } from '../../../domain/ids.ts';
import { aboutOrder } from '../../../infra/current-order.ts';
import { endpointOf, paced } from '../../../infra/stripe/call-pace.ts';
import { operationOf } from '../../../infra/stripe/operation.ts';
import { type StripeCallFigures, watchStripe } from '../../../infra/stripe/stripe-watch.ts';

describe('an operation', () => {
  it.each([
    ['POST', '/v1/checkout/sessions', 'checkout.sessions.create'],
    ['GET', '/v1/checkout/sessions?limit=100', 'checkout.sessions.list'],
    ['GET', '/v1/checkout/sessions/cs_test_a1', 'checkout.sessions.retrieve'],
    ['POST', '/v1/checkout/sessions/cs_test_a1/expire', 'checkout.sessions.expire'],
    ['POST', '/v1/refunds', 'refunds.create'],
    ['GET', '/v1/refunds?payment_intent=pi_1', 'refunds.list'],
    ['GET', '/v1/payment_intents/pi_1?expand[]=latest_charge', 'payment_intents.retrieve'],
    ['GET', '/v1/disputes', 'disputes.list'],
    ['GET', '/v1/events', 'events.list'],
    ['POST', '/v1/webhook_endpoints/we_1', 'webhook_endpoints.update'],
    ['DELETE', '/v1/webhook_endpoints/we_1', 'webhook_endpoints.delete'],
  ])('%s %s → %s', (method, path, operation) => {
    expect(operationOf(endpointOf(method, path))).toBe(operation);
  });
});

describe('the order in a name', () => {
  it.each([
    ['order-abcdefgh12', 'abcdefgh12'],
    ['order-abcdefgh12/checkout/1', 'abcdefgh12'],
    ['order-abcdefgh12-aftercare', 'abcdefgh12'],
    ['order-abcdefgh12-notice-3-placed', 'abcdefgh12'],
    ['order-short', null],
    ['order-abcdefgh12x!', null],
    ['reconciliation-2026-11-24', null],
    ['reorder-abcdefgh12', null],
    ['', null],
  ])('%s → %s', (name, orderId) => {
    expect(orderIdIn(name)).toBe(orderId);
  });
});

type Client = Parameters<typeof paced>[0];

let figures: StripeCallFigures[];
let lines: { level: string; facts: { readonly orderId?: unknown } }[];
beforeEach(() => {
  figures = [];
  lines = [];
});

/** A call as Stripe's SDK makes it. @param status null when nothing answers. */
async function call(status: number | null, key?: string): Promise<unknown> {
  const note = (level: string) => (facts: object) => void lines.push({ level, facts });
  const log = { debug: note('debug'), info: note('info'), warn: note('warn'), error: note('error') };
  const watch = watchStripe({ log, measure: (made) => void figures.push(made) });
  const answer = { getStatusCode: () => status };
  const makeRequest = vi.fn(async () => {
    if (status === null) throw new Error('no answer');
    return answer;
  });
  // The two methods that a client of the SDK's is asked for.
  const client = { getClientName: () => 'test', makeRequest } as unknown as Client;
  const headers = key === undefined ? {} : { 'Idempotency-Key': key };
  return paced(client, 100, watch).makeRequest(
    'host',
    '443',
    '/v1/refunds',
    'POST',
    headers,
    '',
    'https',
    1_000,
  );
}

describe('a call', () => {
  it.each([
    [200, 'done', 'debug'],
    [400, 'refused', 'info'],
    [404, 'refused', 'info'],
    [401, 'key_refused', 'warn'],
    [403, 'key_refused', 'warn'],
    [409, 'unknown', 'warn'],
    [429, 'unknown', 'warn'],
    [500, 'unknown', 'warn'],
    [302, 'unknown', 'warn'],
  ] as const)('answered %d → %s, one line at %s', async (status, outcome, level) => {
    await call(status);
    expect(figures).toHaveLength(1);
    expect(figures).toMatchObject([{ operation: 'refunds.create', outcome }]);
    expect(lines).toHaveLength(1);
    expect(lines).toMatchObject([{ level, facts: { outcome, status } }]);
  });

  it('that nothing answers → unknown, and the caller hears why', async () => {
    await expect(call(null)).rejects.toThrow('no answer');
    expect(figures.map(({ outcome }) => outcome)).toEqual(['unknown']);
  });

  it('with a key of an order’s → its order', async () => {
    await call(200, 'order-abcdefgh12/refund/1');
    expect(lines[0]?.facts).toMatchObject({ orderId: 'abcdefgh12' });
  });

  it('without one → the order the work is about; none where it is about none', async () => {
    await aboutOrder(parseOrderId('zzzzzzzz99'), () => call(200));
    await call(200);
    expect(lines.map(({ facts }) => facts.orderId)).toEqual(['zzzzzzzz99', undefined]);
  });
});
