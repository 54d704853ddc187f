// What every request passes through: headers, origins, methods, ids, logs, probes, pages, documentation.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SYSTEM } from '../../domain/actor.ts';
import { APP_ORIGIN, firstOrder, openWorld, PARTNER_ORIGIN, type World } from './api-world.ts';
import { AT_COUNTER, BASKET, problem, send } from './callers.ts';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

describe('addresses and methods', () => {
  it.each([
    '/',
    '/api',
    '/api/order',
    '/API/shops',
    '/api/shops/x/y/z',
    '/.env',
    '/docs/..%2f..%2fpackage.json',
  ])('%s → 404 problem', async (path) => {
    expect(await problem(await fetch(`${world.url}${path}`))).toMatchObject({
      status: 404,
      detail: 'Adresse inconnue',
    });
  });

  it.each([
    ['DELETE', '/api/orders', 'GET, HEAD, POST'],
    ['PUT', '/api/orders/aaaaaaaa', 'GET, HEAD'],
    ['GET', '/api/checkout', 'POST'],
    ['PATCH', '/api/orders/aaaaaaaa/accept', 'POST'],
    ['GET', '/api/webhooks/stripe', 'POST'],
  ])('%s %s → 405 with what is allowed', async (method, path, allow) => {
    const response = await fetch(`${world.url}${path}`, { method });
    expect(response.headers.get('allow')?.split(', ').toSorted().join(', ')).toBe(allow);
    expect((await problem(response)).status).toBe(405);
  });

  it('OPTIONS without an origin → 204 with what is allowed', async () => {
    const response = await fetch(`${world.url}/api/checkout`, { method: 'OPTIONS' });
    expect([response.status, response.headers.get('allow')]).toEqual([204, 'POST']);
  });

  it('HEAD → the headers of GET, no body', async () => {
    const response = await fetch(`${world.url}/api/shops`, { method: 'HEAD' });
    expect([response.status, await response.text()]).toEqual([200, '']);
  });

  it('an error nobody foresaw → 500 that tells nothing, logged with its stack', async () => {
    const broken = await openWorld({
      catalogue: {
        shops: () => Promise.reject(new TypeError('secret detail')),
        shop: async () => null,
      },
    });
    const response = await fetch(`${broken.url}/api/shops`);
    expect(await problem(response)).toMatchObject({
      status: 500,
      code: 'INTERNAL',
      detail: 'Erreur interne',
    });
    expect(broken.logged.find(({ level }) => level === 'error')).toBeDefined();
    await broken.close();
  });
});

describe('headers', () => {
  it('every answer → no framework named, nothing cached, scripts from here only', async () => {
    for (const path of ['/api/shops', '/nowhere', '/docs', '/panier']) {
      const { headers } = await fetch(`${world.url}${path}`);
      expect(headers.get('x-powered-by')).toBeNull();
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('x-frame-options')).toBe('DENY');
      expect(headers.get('content-security-policy')).toMatch(/default-src 'self'/);
      expect(headers.get('content-security-policy')).not.toMatch(/unsafe/);
      expect(headers.get('strict-transport-security')).toMatch(/max-age/);
    }
  });

  it('a request id → kept when usable, made otherwise', async () => {
    const idFor = async (sent: string) =>
      (await fetch(`${world.url}/healthz`, { headers: { 'X-Request-Id': sent } })).headers.get(
        'x-request-id',
      );
    expect(await idFor('proxy-12345678')).toBe('proxy-12345678');
    expect(await idFor('<script>')).toMatch(/^[\w-]{36}$/);
  });

  it('one line per request → without query, body or credential', async () => {
    const token = await world.issuer.token();
    await fetch(`${world.url}/api/orders?cursor=tell-tale`, {
      headers: { Authorization: `Bearer ${token}` },
    });
    const line = world.logged.find(({ message }) => message === 'request');
    expect(line?.facts).toMatchObject({ method: 'GET', path: '/api/orders', status: 400 });
    expect(JSON.stringify(world.logged)).not.toMatch(new RegExp(`tell-tale|${token.slice(-20)}`));
  });
});

describe('origins', () => {
  const ask = (origin: string, method = 'GET') =>
    fetch(`${world.url}/api/shops`, {
      method,
      headers: {
        Origin: origin,
        ...(method === 'OPTIONS'
          ? {
              'Access-Control-Request-Method': 'POST',
              'Access-Control-Request-Headers': 'authorization,idempotency-key',
            }
          : {}),
      },
    });

  it.each([APP_ORIGIN, PARTNER_ORIGIN])('%s → may read, with credentials', async (origin) => {
    const { headers } = await ask(origin);
    expect(headers.get('access-control-allow-origin')).toBe(origin);
    expect(headers.get('access-control-allow-credentials')).toBe('true');
    expect(headers.get('vary')).toMatch(/origin/i);
  });

  it.each([APP_ORIGIN, PARTNER_ORIGIN])('a preflight from %s → may send tokens and keys', async (origin) => {
    const response = await ask(origin, 'OPTIONS');
    expect(response.status).toBe(204);
    expect(response.headers.get('access-control-allow-methods')).toMatch(/POST/);
    expect(response.headers.get('access-control-allow-headers')).toMatch(/Authorization.*Idempotency-Key/);
  });

  it.each(['https://evil.example', 'null', `${APP_ORIGIN}:444`, APP_ORIGIN.replace('https', 'http')])(
    '%s → may not, nor after a preflight',
    async (origin) => {
      for (const method of ['GET', 'OPTIONS']) {
        const { headers } = await ask(origin, method);
        expect(headers.get('access-control-allow-origin')).toBeNull();
        expect(headers.get('access-control-allow-methods')).toBeNull();
        expect(headers.get('vary')).toMatch(/origin/i);
      }
    },
  );
});

describe('probes', () => {
  it('alive, whatever is away', async () => {
    world.database = 'away';
    expect((await fetch(`${world.url}/healthz`)).status).toBe(200);
  });

  it('ready → 200', async () => {
    expect((await fetch(`${world.url}/readyz`)).status).toBe(200);
  });

  it('the database away → 503 naming it', async () => {
    world.database = 'away';
    expect(await problem(await fetch(`${world.url}/readyz`))).toMatchObject({
      status: 503,
      errors: [{ path: 'database' }],
    });
  });

  it('Temporal away → 503 naming it', async () => {
    world.commands.way = 'away';
    expect(await problem(await fetch(`${world.url}/readyz`))).toMatchObject({
      status: 503,
      errors: [{ path: 'temporal' }],
    });
  });

  it('something that never answers → 503 within seconds', async () => {
    const stuck = await openWorld({
      probes: [{ name: 'database', probe: () => new Promise(() => undefined) }],
    });
    expect((await fetch(`${stuck.url}/readyz`, { signal: AbortSignal.timeout(4_000) })).status).toBe(503);
    await stuck.close();
  });
});

describe('the confirmation page', () => {
  const NEUTRAL = 'Merci, votre paiement est en cours de vérification.';
  const visit = async (path: string, cookie?: string) => {
    const response = await fetch(
      `${world.url}${path}`,
      cookie === undefined ? {} : { headers: { Cookie: `__session=${cookie}` } },
    );
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toMatch(/^text\/html/);
    return response.text();
  };
  const page = () => `/commande/${firstOrder(world)}/confirmation`;
  const pay = () =>
    world.commands.happen(firstOrder(world), {
      type: 'PAYMENT_CONFIRMED',
      by: SYSTEM,
      paymentIntentId: 'pi_1',
    });
  beforeEach(async () => {
    await send(world, 'marie', ['POST /api/checkout', { body: BASKET }]);
  });

  it('its customer → where the order stands', async () => {
    const cookie = await world.issuer.token();
    expect(await visit(page(), cookie)).toContain('Votre paiement est en cours de vérification');
    pay();
    expect(await visit(page(), cookie)).toMatch(/Payé · 12,45/);
  });

  it('anyone else, a bad cookie, no cookie, a missing order → the same neutral sentence', async () => {
    pay();
    const strangers = [await world.issuer.token({ sub: 'user_paul' }), 'a.b.c', undefined];
    const seen = await Promise.all(strangers.map((cookie) => visit(page(), cookie)));
    seen.push(
      await visit('/commande/aaaaaaaaaaaa/confirmation'),
      await visit('/commande/%3Cscript%3E/confirmation'),
    );
    expect(new Set(seen).size).toBe(1);
    expect(seen[0]).toContain(NEUTRAL);
  });

  it('back with the order’s session → the order is nudged; with another → not', async () => {
    await visit(`${page()}?session_id=cs_other`);
    expect(world.commands.calls.checks).toEqual([]);
    await visit(`${page()}?session_id=cs_test_${firstOrder(world)}`);
    expect(world.commands.calls.checks).toHaveLength(1);
    await visit(`${page()}?session_id=a&session_id=b`);
  });

  it('Temporal away → the page is shown all the same', async () => {
    world.commands.way = 'away';
    expect(await visit(`${page()}?session_id=cs_test_${firstOrder(world)}`)).toContain(NEUTRAL);
  });

  it('an order for the counter, visited without a session → nobody is nudged', async () => {
    world.rows.clear();
    await send(world, 'marie', ['POST /api/orders', { body: AT_COUNTER }]);
    await visit(page());
    expect(world.commands.calls.checks).toEqual([]);
  });
});

describe('documentation', () => {
  it('the page and what it needs → from here, no inline script', async () => {
    const html = await (await fetch(`${world.url}/docs`)).text();
    expect(html).not.toMatch(/<script(?![^>]*src=)|<style|onload=/);
    const assets = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path]) => path ?? '');
    expect(assets).toHaveLength(3);
    for (const path of assets) {
      const response = await fetch(`${world.url}${path}`);
      expect([path, response.status, response.headers.get('content-type')]).toEqual([
        path,
        200,
        expect.stringMatching(path.endsWith('.css') ? /^text\/css/ : /javascript/),
      ]);
    }
  });

  it('other files of the package → 404', async () => {
    expect((await fetch(`${world.url}/docs/package.json`)).status).toBe(404);
  });
});
