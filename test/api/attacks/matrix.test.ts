// Who may call what: every route of the OpenAPI document × every kind of caller, over HTTP.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ProblemBody } from '../../../api/problem/problem-body.ts';
import { ROUTES } from '../../../api/route-table.ts';
import { route } from '../../../api/routing/route.ts';
import { listShops } from '../../../api/shops/shop-endpoints.ts';
import { createStreams } from '../../../api/streams/streams.ts';
import { APP_ORIGIN, firstOrder, NOW, openWorld, PARTNER_ORIGIN, type World } from '../api-world.ts';
import { AT_COUNTER, BASKET, send } from '../callers.ts';
import { assembleCast, bearer, type CallerName, type Cast, PEOPLE, STRANGERS } from './cast.ts';
import { type ApiRoute, readApiDescription } from './openapi-routes.ts';
import { appearance, type RawAnswer, sendRaw } from './raw-request.ts';
import { type Verdict, verdictFor, WHO_MAY } from './who-may.ts';

const MISSING = 'a'.repeat(26);
const NO_FEED = { entriesAfter: async () => [], newestPosition: async () => 0 };
const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

let world: World;
let cast: Cast;
let orderId: string;
let routes: readonly ApiRoute[];
beforeAll(async () => {
  const streams = createStreams({ feed: NO_FEED, log: silent, now: () => NOW, streamsPerUser: 1_000 });
  world = await openWorld({ streams });
  await send(world, 'marie', ['POST /api/orders', { body: AT_COUNTER }]);
  orderId = firstOrder(world);
  cast = await assembleCast(world.issuer);
  routes = (await readApiDescription(world.url)).routes;
});
afterAll(async () => {
  await world.close();
  // Whoever was let in learnt that the body is wrong, and nothing was decided.
  expect(world.commands.calls.decisions).toEqual([]);
  expect(world.commands.calls.checks).toEqual([]);
});

const NAMES = Object.keys(WHO_MAY);
const isUnsafe = (name: string) => name.startsWith('POST');

/** Bodies that no route takes: whoever is let in learns that, and nothing is decided. */
function ask(name: string, headers: string[], id = orderId): Promise<RawAnswer> {
  const [method = '', path = ''] = name.split(' ');
  const content = isUnsafe(name) ? ['Content-Type', 'application/json'] : [];
  return sendRaw(world.url, {
    method,
    path: path.replace('{orderId}', id).replace('{shopId}', 'boucherie-martin'),
    headers: [...headers, ...content],
    ...(isUnsafe(name) ? { body: '{"unknown":true}' } : {}),
  });
}
const askAs = (name: string, who: CallerName, id?: string) => ask(name, bearer(cast[who]), id);

const REFUSED = {
  400: 'INVALID_SIGNATURE',
  401: 'UNAUTHENTICATED',
  403: 'FORBIDDEN',
  404: 'ORDER_NOT_FOUND',
} as const;

const codeOf = ({ body }: RawAnswer): string => ProblemBody.parse(JSON.parse(body)).code;

function expectVerdict(answer: RawAnswer, name: string, verdict: Verdict): void {
  if (verdict !== 'in') {
    expect([answer.status, codeOf(answer)]).toEqual([verdict, REFUSED[verdict]]);
  } else if (isUnsafe(name)) {
    expect([answer.status, codeOf(answer)]).toEqual([400, 'MALFORMED_REQUEST']);
  } else {
    expect(answer.status).toBe(200);
  }
}

describe('the routes', () => {
  it('each one in the document says its policy, and it is the one the specification gives it', () => {
    const said = Object.fromEntries(routes.map(({ name, 'x-policy': policy }) => [name, policy]));
    expect(said).toEqual(Object.fromEntries(NAMES.map((name) => [name, WHO_MAY[name]?.policy])));
  });

  it('what is not in the document is pages and their files, open to all', () => {
    for (const { path, policy } of ROUTES.filter(({ tag }) => tag === null)) {
      expect([path, policy]).toEqual([expect.not.stringMatching(/^\/api/), 'public']);
    }
  });

  it('one without a policy or a limit, or with such as there are none → no build', () => {
    // @ts-expect-error -- both are missing
    const bare = () => route('GET /api/secrets', listShops);
    // @ts-expect-error -- the limit is missing
    const unlimited = () => route('GET /api/secrets', ['public'], listShops);
    // @ts-expect-error -- there is no such policy
    const invented = () => route('GET /api/secrets', ['anyone', 'reads'], listShops);
    // @ts-expect-error -- there is no such limit
    const lavish = () => route('GET /api/secrets', ['public', 'everything'], listShops);
    expect([bare, unlimited, invented, lavish]).toHaveLength(4);
  });
});

describe.each(NAMES)('%s', (name) => {
  it.each([...STRANGERS, ...PEOPLE])('as the specification says: %s', async (who) => {
    expectVerdict(await askAs(name, who), name, verdictFor(name, who));
  });

  it('a token that is bad in whatever way → answered as without any', async () => {
    const none = appearance(await askAs(name, 'none'), orderId);
    for (const who of STRANGERS) expect(appearance(await askAs(name, who), orderId)).toBe(none);
  });
});

const hidesFrom = (name: string) => PEOPLE.filter((who) => verdictFor(name, who) === 404);

it.each(NAMES.filter((name) => hidesFrom(name).length > 0))(
  '%s of a foreign order → the very bytes of a missing one',
  async (name) => {
    for (const who of hidesFrom(name)) {
      const foreign = appearance(await askAs(name, who), orderId);
      expect(foreign).toBe(appearance(await askAs(name, who, MISSING), MISSING));
      expect(foreign).toContain('Commande non trouvée');
    }
  },
);

describe('ids that are none', () => {
  it.each([
    '..%2f',
    '%00',
    'ABCDEFGH1',
    'a'.repeat(500),
    'order-1',
    '%27%3B%20DROP%20TABLE',
    '%EF%BC%8E',
    '%2e%2e%2f%2e%2e',
  ])('order id %j → the very bytes of a missing one', async (id) => {
    const answer = appearance(await askAs('GET /api/orders/{orderId}', 'customer', id), id);
    expect(answer).toBe(appearance(await askAs('GET /api/orders/{orderId}', 'customer', MISSING), MISSING));
  });

  it('an address that is no text → 400', async () => {
    expect((await askAs('GET /api/orders/{orderId}', 'customer', '%E0%A4%A')).status).toBe(400);
  });
});

const GUARDED = NAMES.filter((name) => WHO_MAY[name]?.people);

describe.each(GUARDED)('%s by the session cookie', (name) => {
  const byCookie = (who: CallerName, origin: string | null) => {
    const cookie = ['Cookie', `theme=dark; __session=${cast[who]}; x=y`];
    return ask(name, origin === null ? cookie : [...cookie, 'Origin', origin]);
  };

  it('from our own pages → as with a bearer token', async () => {
    for (const origin of [APP_ORIGIN, PARTNER_ORIGIN]) {
      for (const who of PEOPLE) {
        expectVerdict(await byCookie(who, origin), name, verdictFor(name, who));
      }
      for (const who of STRANGERS) expectVerdict(await byCookie(who, origin), name, 401);
    }
  });

  it('without an origin, or from a foreign page → only safe methods', async () => {
    for (const origin of [
      null,
      'null',
      'https://evil.example',
      `${APP_ORIGIN}.evil.example`,
      `${APP_ORIGIN}/`,
    ]) {
      for (const who of PEOPLE) {
        const verdict = isUnsafe(name) ? 403 : verdictFor(name, who);
        expectVerdict(await byCookie(who, origin), name, verdict);
      }
    }
  });
});

describe('orders that are named elsewhere than in the path', () => {
  const post = (path: string, who: CallerName, body: object) =>
    sendRaw(world.url, {
      method: 'POST',
      path,
      headers: [...bearer(cast[who]), 'Content-Type', 'application/json'],
      body: JSON.stringify(body),
    });

  it('the page of a foreign order → the very bytes of a missing one', async () => {
    for (const who of ['foreign customer', 'foreign butcher'] as const) {
      const foreign = appearance(await post('/api/checkout', who, { orderId }), orderId);
      expect(foreign).toMatch(/^404/);
      expect(foreign).toBe(appearance(await post('/api/checkout', who, { orderId: MISSING }), MISSING));
    }
  });

  it('somebody else’s session for an order of one’s own → the very bytes of a missing order', async () => {
    const path = (id: string) => `/api/orders/${id}/payment-check`;
    const own = await post(path(orderId), 'customer', { sessionId: 'cs_test_foreign' });
    const missing = await post(path(MISSING), 'customer', { sessionId: 'cs_test_foreign' });
    expect(own.status).toBe(404);
    expect(appearance(own, orderId)).toBe(appearance(missing, MISSING));
  });

  it('a list → only one’s own orders, whoever has others', async () => {
    expect((await askAs('GET /api/orders', 'foreign customer')).body).toBe('{"data":[],"nextCursor":null}');
    expect((await askAs('GET /api/orders', 'customer')).body).toContain(orderId);
  });

  it('a foreign shop’s butcher never learns of the order in their own list', async () => {
    const own = await sendRaw(world.url, {
      method: 'GET',
      path: '/api/shops/maison-dubois/orders',
      headers: bearer(cast['foreign butcher']),
    });
    expect(own.status).toBe(200);
    expect(own.body).not.toContain(orderId);
  });

  it('an idempotency key that served someone else → an order of one’s own', async () => {
    const withKey = (who: CallerName) =>
      sendRaw(world.url, {
        method: 'POST',
        path: '/api/checkout',
        headers: [...bearer(cast[who]), 'Content-Type', 'application/json', 'Idempotency-Key', 'k-1'],
        body: JSON.stringify(BASKET),
      });
    const ids = [await withKey('customer'), await withKey('operator')];
    expect(ids.map(({ status }) => status)).toEqual([201, 201]);
    expect(ids[0]?.body).not.toBe(ids[1]?.body);
  });
});
