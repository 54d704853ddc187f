// What every request passes through: headers, origins, methods, ids, logs, probes, pages, documentation.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SYSTEM } from '../../domain/actor.ts';
import { APP_ORIGIN, firstOrder, openWorld, PARTNER_ORIGIN, type World } from './api-world.ts';
import { BASKET, problem, send } from './callers.ts';
import { PAGES } from './pages.ts';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

describe('addresses and methods', () => {
  it.each([
    '/nowhere',
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

  it.each(['If-None-Match', 'If-Modified-Since'])('%s → the whole answer, never 304', async (name) => {
    const value = name === 'If-None-Match' ? '*' : new Date().toUTCString();
    const response = await fetch(`${world.url}/api/shops`, { headers: { [name]: value } });
    expect(response.status).toBe(200);
    expect((await response.text()).length).toBeGreaterThan(2);
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
    expect(line?.facts).toMatchObject({ method: 'GET', route: '/api/orders', status: 400 });
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

  it('about to end → 503 saying so, whatever answers', async () => {
    const leaving = await openWorld({ isLeaving: () => true });
    expect(await problem(await fetch(`${leaving.url}/readyz`))).toMatchObject({
      status: 503,
      errors: [{ path: 'process' }],
    });
    expect((await fetch(`${leaving.url}/healthz`)).status).toBe(200);
    await leaving.close();
  });

  it('something that never answers → 503 within seconds', async () => {
    const stuck = await openWorld({
      probes: [{ name: 'database', probe: () => new Promise(() => undefined) }],
    });
    expect((await fetch(`${stuck.url}/readyz`, { signal: AbortSignal.timeout(4_000) })).status).toBe(503);
    await stuck.close();
  });
});

describe('the pages', () => {
  const PATHS = [
    '/',
    '/boutique/boucherie-martin',
    '/panier',
    '/mes-commandes',
    '/commande/aaaaaaaaaaaa',
    '/commande/%3Cscript%3E/confirmation?session_id=cs_1&session_id=cs_2',
    '/boucher',
    '/boucher/bon/aaaaaaaaaaaa',
  ];

  it.each(PATHS)('%s → the one document, never kept, for anyone', async (path) => {
    const response = await fetch(`${world.url}${path}`, { headers: { Cookie: '__session=a.b.c' } });
    expect([response.status, await response.text()]).toEqual([200, PAGES.html]);
    expect(response.headers.get('content-type')).toMatch(/^text\/html/);
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  it('back from the payment page → the page claims nothing, and asks nobody for anything', async () => {
    await send(world, 'marie', ['POST /api/checkout', { body: BASKET }]);
    const orderId = firstOrder(world);
    world.commands.happen(orderId, { type: 'PAYMENT_CONFIRMED', by: SYSTEM, paymentIntentId: 'pi_1' });
    const seen = async (id: string) =>
      (await send(world, 'marie', [`GET /commande/${id}/confirmation?session_id=cs_test_${orderId}`])).text();
    expect(await seen(orderId)).toBe(await seen('aaaaaaaaaaaa'));
    expect(await seen(orderId)).not.toMatch(/pay[ée]/i);
    expect(world.commands.calls.checks).toEqual([]);
  });

  it('what the document loads → kept for ever, compressed for whom can read it', async () => {
    for (const [accepted, encoding] of [
      ['gzip', 'gzip'],
      ['identity', null],
    ] as const) {
      const response = await fetch(`${world.url}/assets/page-abc.js`, {
        headers: { 'Accept-Encoding': accepted },
      });
      expect([response.status, await response.text()]).toEqual([200, 'export const page = 1;']);
      expect(response.headers.get('content-encoding')).toBe(encoding);
      expect(response.headers.get('vary')).toMatch(/Accept-Encoding/);
      expect(response.headers.get('content-type')).toMatch(/^text\/javascript/);
      expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    }
  });

  it.each(['/assets/missing.js', '/assets/..%2f..%2fpackage.json', '/assets/'])('%s → 404', async (path) => {
    expect((await fetch(`${world.url}${path}`)).status).toBe(404);
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
