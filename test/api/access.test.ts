// Who may call what: every route of the table, every kind of caller, every kind of bad token.
import { exportJWK, generateKeyPair } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Policy } from '../../api/auth/access.ts';
import { ROUTES } from '../../api/route-table.ts';
import { APP_ORIGIN, firstOrder, openWorld, PARTNER_ORIGIN, type World } from './api-world.ts';
import { AT_COUNTER, type Person, problem, send } from './callers.ts';
import { AUDIENCE, claimsOf, type TokenWish } from './issuer.ts';

let world: World;
let orderId: string;
beforeAll(async () => {
  world = await openWorld();
  await send(world, 'marie', ['POST /api/orders', { body: AT_COUNTER }]);
  orderId = firstOrder(world);
});
afterAll(() => world.close());

const GUARDED = ROUTES.filter(({ policy }) => !['public', 'visitor', 'stripe'].includes(policy));
const title = ({ method, path }: { method: string; path: string }) => `${method.toUpperCase()} ${path}`;
const addressOf = (route: { method: string; path: string }, id = orderId) =>
  title(route).replace(':orderId', id).replace(':shopId', 'boucherie-martin');

/** Bodies that lack something: whoever is let in learns that, and nothing is decided. */
const bodyOf = (method: string) => (method === 'post' ? { body: { unknown: true } } : {});
const LET_IN = { get: 200, post: 400 } as const;

type Answered = 'in' | 403 | 404;
const MATRIX: Readonly<
  Record<Exclude<Policy, 'public' | 'visitor' | 'stripe'>, Record<Exclude<Person, 'nobody'>, Answered>>
> = {
  customer: { marie: 'in', paul: 'in', martin: 'in', dubois: 'in', operator: 'in' },
  'shop-member': { marie: 403, paul: 403, martin: 'in', dubois: 403, operator: 'in' },
  'order-reader': { marie: 'in', paul: 404, martin: 'in', dubois: 404, operator: 'in' },
  'order-customer': { marie: 'in', paul: 404, martin: 403, dubois: 404, operator: 403 },
  'order-decider': { marie: 403, paul: 404, martin: 'in', dubois: 404, operator: 'in' },
};

function expected(policy: Policy, who: Exclude<Person, 'nobody'>): Answered {
  if (policy === 'public' || policy === 'visitor' || policy === 'stripe') throw new Error('open to all');
  return MATRIX[policy][who];
}

describe('every guarded route × every caller', () => {
  const people = ['marie', 'paul', 'martin', 'dubois', 'operator'] as const;
  const cases = GUARDED.flatMap((route) =>
    people.map((who) => ({ route, who, name: `${title(route)} by ${who}` })),
  );

  it('the table guards as many routes as it should', () => {
    expect(GUARDED.map(title).toSorted()).toEqual(
      [
        'GET /api/orders',
        'GET /api/orders/:orderId',
        'GET /api/orders/:orderId/stream',
        'GET /api/orders/:orderId/timeline',
        'GET /api/shops/:shopId/orders',
        'GET /api/shops/:shopId/stream',
        'POST /api/checkout',
        'POST /api/orders',
        'POST /api/orders/:orderId/accept',
        'POST /api/orders/:orderId/cancel',
        'POST /api/orders/:orderId/collect',
        'POST /api/orders/:orderId/no-show',
        'POST /api/orders/:orderId/payment-check',
        'POST /api/orders/:orderId/ready',
        'POST /api/orders/:orderId/reject',
      ].toSorted(),
    );
  });

  it.each(cases)('$name', async ({ route, who }) => {
    const answer = expected(route.policy, who);
    const response = await send(world, who, [addressOf(route), bodyOf(route.method)]);
    expect(response.status).toBe(answer === 'in' ? LET_IN[route.method] : answer);
    if (answer !== 404) return;
    const foreign = await problem(response);
    const missing = await send(world, who, [addressOf(route, 'aaaaaaaaaaaa'), bodyOf(route.method)]);
    expect(await problem(missing)).toEqual(foreign);
    expect(foreign.detail).toBe('Commande non trouvée');
  });

  it.each(GUARDED.map((route) => ({ route, name: title(route) })))(
    '$name without a token → 401',
    async ({ route }) => {
      const response = await send(world, 'nobody', [addressOf(route), bodyOf(route.method)]);
      expect(response.headers.get('www-authenticate')).toBe('Bearer');
      expect(await problem(response)).toMatchObject({ status: 401, detail: 'Non authentifié' });
    },
  );

  it.each(['..%2f', '%00', 'ORDER', 'a'.repeat(500), 'order-1', "'; DROP TABLE"])(
    'order id %j → 404',
    async (id) => {
      const response = await send(world, 'marie', [`GET /api/orders/${encodeURIComponent(id)}`]);
      expect(await problem(response)).toMatchObject({ status: 404, code: 'ORDER_NOT_FOUND' });
    },
  );

  it('an address that is no text → 400', async () => {
    expect(await problem(await send(world, 'marie', ['GET /api/orders/%E0%A4%A']))).toMatchObject({
      status: 400,
    });
  });

  it('nobody decided anything meanwhile', () => {
    expect(world.commands.calls.decisions).toEqual([]);
    expect(world.rows.size).toBe(1);
  });
});

describe('tokens', () => {
  const withToken = (token: string, headers: Record<string, string> = {}) =>
    fetch(`${world.url}/api/orders`, { headers: { Authorization: `Bearer ${token}`, ...headers } });

  it.each<[what: string, wish: TokenWish, status: number]>([
    ['a good one', {}, 200],
    ['expired a minute ago', { expiresIn: -60 }, 401],
    ['expired within the tolerance of clocks', { expiresIn: -2 }, 200],
    ['without expiry', { expiresIn: null }, 401],
    ['not valid yet', { claims: { nbf: Math.floor(Date.now() / 1_000) + 60 } }, 401],
    ['of another issuer', { issuer: 'https://evil.example' }, 401],
    ['for another audience', { audience: 'another' }, 401],
    ['without audience', { audience: null }, 401],
    ['without subject', { sub: null }, 401],
    ['with an impossible subject', { sub: 'user with space' }, 401],
    ['with an endless subject', { sub: 'u'.repeat(129) }, 401],
    ['signed by a stranger', { signedBy: 'stranger' }, 401],
    ['signed with a key nobody knows', { signedBy: 'unknown-kid' }, 401],
  ])('%s → %s', async (_what, wish, status) => {
    const response = await withToken(await world.issuer.token(wish));
    expect(response.status).toBe(status);
    if (status === 401) expect((await problem(response)).detail).toBe('Non authentifié');
  });

  it('HS256 with the public key as secret → 401', async () => {
    const { publicKey, issuer } = world.issuer;
    const forged = await claimsOf({}, issuer)
      .setProtectedHeader({ alg: 'HS256', kid: 'k1' })
      .sign(new TextEncoder().encode(publicKey));
    expect((await withToken(forged)).status).toBe(401);
  });

  it('alg none → 401', async () => {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const claims = { sub: 'user_marie', iss: world.issuer.issuer, aud: AUDIENCE, exp: Date.now() };
    expect((await withToken(`${part({ alg: 'none' })}.${part(claims)}.`)).status).toBe(401);
  });

  it('claims changed after signing → 401', async () => {
    const [header, payload = '', tail] = (await world.issuer.token()).split('.');
    const changed = Buffer.from(payload, 'base64url').toString().replace('{', '{"role":"operator",');
    const forged = [header, Buffer.from(changed).toString('base64url'), tail].join('.');
    expect((await withToken(forged)).status).toBe(401);
  });

  it('a key given in the token itself → 401', async () => {
    const pair = await generateKeyPair('ES256', { extractable: true });
    const forged = await claimsOf({}, world.issuer.issuer)
      .setProtectedHeader({ alg: 'ES256', jwk: await exportJWK(pair.publicKey) })
      .sign(pair.privateKey);
    expect((await withToken(forged)).status).toBe(401);
  });

  it.each(['', 'x', 'a.b.c', 'é', `${'a'.repeat(5_000)}.b.c`])('%j is no token → 401', async (token) => {
    const response = await fetch(`${world.url}/api/orders`, {
      headers: { Authorization: Buffer.from(`Bearer ${token}`).toString('latin1') },
    });
    expect(response.status).toBe(401);
  });

  it('another scheme → 401, also beside a good cookie', async () => {
    const headers = { Authorization: 'Basic dTpw', Cookie: `__session=${await world.issuer.token()}` };
    expect((await fetch(`${world.url}/api/orders`, { headers })).status).toBe(401);
  });

  it('an operator’s role claimed as a list or in capitals → no operator', async () => {
    for (const role of [['operator'], 'OPERATOR', true]) {
      const token = await world.issuer.token({ sub: 'user_x', claims: { role } });
      const headers = { Authorization: `Bearer ${token}` };
      expect((await fetch(`${world.url}/api/orders/${orderId}`, { headers })).status).toBe(404);
    }
  });
});

describe('the session cookie', () => {
  const withCookie = async (method: string, origin?: string) =>
    fetch(`${world.url}/api/orders`, {
      method,
      headers: {
        Cookie: `theme=dark; __session=${await world.issuer.token()}; x=y`,
        ...(origin === undefined ? {} : { Origin: origin }),
        ...(method === 'POST' ? { 'Content-Type': 'application/json' } : {}),
      },
      ...(method === 'POST' ? { body: '{}' } : {}),
    });

  it.each<[method: string, origin: string | undefined, status: number]>([
    ['GET', undefined, 200],
    ['GET', 'https://evil.example', 200],
    ['POST', APP_ORIGIN, 400],
    ['POST', PARTNER_ORIGIN, 400],
    ['POST', undefined, 403],
    ['POST', 'null', 403],
    ['POST', 'https://evil.example', 403],
    ['POST', `${APP_ORIGIN}.evil.example`, 403],
  ])('%s from %s → %s', async (method, origin, status) => {
    expect((await withCookie(method, origin)).status).toBe(status);
  });

  it('a bad one → 401', async () => {
    const headers = { Cookie: '__session=a.b.c' };
    expect((await fetch(`${world.url}/api/orders`, { headers })).status).toBe(401);
  });
});
