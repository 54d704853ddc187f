// How often anybody may ask: by user and by address, on every route, and never Stripe.
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LIMITS } from '../../api/limits/limit-table.ts';
import { ROUTES } from '../../api/route-table.ts';
import { openWorld, type World } from './api-world.ts';
import { sendRaw } from './attacks/raw-request.ts';
import { AT_COUNTER, problem, send } from './callers.ts';
import { tight } from './memory-limits.ts';
import { sessionEvent, signature } from './signed-webhooks.ts';

const MOST = 3;
let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const ask = (path: string, headers: readonly string[] = []) =>
  sendRaw(world.url, { method: 'GET', path, headers });
const retryAfter = ({ rawHeaders }: { readonly rawHeaders: readonly string[] }) =>
  rawHeaders[rawHeaders.indexOf('Retry-After') + 1];
const by = (whose: 'user' | 'address') => world.limits.taken.filter((asking) => asking.by === whose);

describe('a route', () => {
  it('that is never counted → only what tells whether the process is well', () => {
    const free = ROUTES.filter(({ limit }) => limit === 'free').map(({ path }) => path);
    expect(free).toEqual(['/healthz', '/readyz']);
  });

  it.each(ROUTES.filter(({ limit }) => limit !== 'free' && limit !== 'forgeries'))(
    '$method $path → beyond its limit 429 with when to come again, before anything is done for it',
    async ({ method, path, limit }) => {
      world.limits.table = tight(0);
      // Whatever was behind it would be a 503.
      world.database = 'away';
      const answer = await sendRaw(world.url, {
        method: method.toUpperCase(),
        path: path.replaceAll(/:\w+/g, 'aaaaaaaa'),
      });
      expect(answer.status).toBe(429);
      expect(retryAfter(answer)).toBe('60');
      expect(JSON.parse(answer.body)).toMatchObject({ code: 'TOO_MANY_REQUESTS' });
      expect(world.limits.taken).toEqual([{ limit, by: 'address', who: '127.0.0.1' }]);
      expect(world.measured.throttled).toEqual([{ limit, by: 'address' }]);
    },
  );

  it('stricter → for placing than for deciding, for deciding than for reading; strictest for forgeries', () => {
    const { forgeries, placing, decisions, reads } = LIMITS;
    const most = (limit: typeof reads) => limit.address?.requests ?? 0;
    expect(most(forgeries)).toBeLessThan(most(placing));
    expect(most(placing)).toBeLessThan(most(decisions));
    expect(most(decisions)).toBeLessThan(most(reads));
  });
});

it('the numbers → those that stand in docs/security.md', () => {
  const page = readFileSync(new URL('../../docs/security.md', import.meta.url), 'utf8');
  const said = (count: number | undefined) => (count === undefined ? '' : count.toLocaleString('en'));
  for (const [name, { user, address }] of Object.entries(LIMITS)) {
    expect(page).toContain(`| \`${name}\` | ${said(user?.requests) || '–'} | ${said(address?.requests)} |`);
  }
});

describe('a user', () => {
  beforeEach(() => {
    world.limits.table = { ...tight(MOST), placing: { ...LIMITS.placing, user: tight(MOST).placing.user } };
  });

  it('who places too often → 429, wherever they are; others go on', async () => {
    const place = () => send(world, 'marie', ['POST /api/orders', { body: AT_COUNTER }]);
    for (let time = 0; time < MOST; time += 1) expect((await place()).status).toBe(201);
    const refused = await place();
    expect(refused.headers.get('retry-after')).toBe('60');
    expect(await problem(refused)).toMatchObject({
      status: 429,
      code: 'TOO_MANY_REQUESTS',
      detail: 'Trop de requêtes, réessayez dans un instant',
    });
    expect((await send(world, 'paul', ['POST /api/orders', { body: AT_COUNTER }])).status).toBe(201);
    expect(world.commands.calls.placed).toHaveLength(MOST + 1);
    expect(world.measured.throttled).toEqual([{ limit: 'placing', by: 'user' }]);
  });

  it('who asks for orders that are not there → counted all the same', async () => {
    await send(world, 'marie', ['GET /api/orders/aaaaaaaaaaaa']);
    expect(by('user')).toEqual([{ limit: 'reads', by: 'user', who: 'user_marie' }]);
  });

  it('whose window is over → goes on', async () => {
    for (let time = 0; time <= MOST; time += 1) await send(world, 'marie', ['GET /api/orders']);
    expect((await send(world, 'marie', ['GET /api/orders'])).status).toBe(429);
    world.limits.turnWindow();
    expect((await send(world, 'marie', ['GET /api/orders'])).status).toBe(200);
  });

  it('on a page that shows more to whom it knows → 429, and not taken for nobody', async () => {
    world.limits.table = { ...LIMITS, reads: { ...LIMITS.reads, user: tight(0).reads.user } };
    expect((await send(world, 'marie', ['GET /api/me'])).status).toBe(429);
    expect((await send(world, 'nobody', ['GET /api/me'])).status).toBe(200);
  });

  it('a token that is no good → nobody’s requests, and the address’s', async () => {
    const forged = await ask('/api/orders', ['Authorization', 'Bearer a.b.c']);
    expect(forged.status).toBe(401);
    expect([by('user').length, by('address').length]).toEqual([0, 1]);
  });
});

describe('an address', () => {
  beforeEach(() => {
    world.limits.table = tight(MOST);
  });

  it('that asks too much → 429 for whoever calls from it, until the window ends', async () => {
    for (let time = 0; time < MOST; time += 1) expect((await ask('/api/shops')).status).toBe(200);
    expect((await send(world, 'marie', ['GET /api/orders'])).status).toBe(429);
    expect((await ask('/healthz')).status).toBe(200);
    world.limits.turnWindow();
    expect((await ask('/api/shops')).status).toBe(200);
  });

  it('a method or an address there is none of, a preflight → not counted, as nothing is done for them', async () => {
    await fetch(`${world.url}/nowhere`);
    await fetch(`${world.url}/api/shops`, { method: 'DELETE' });
    await fetch(`${world.url}/api/shops`, { method: 'OPTIONS' });
    expect(world.limits.taken).toEqual([]);
  });
});

describe('X-Forwarded-For', () => {
  /** What the client sends, and what each proxy then adds: whom it was called by. */
  const arriving = ({ forged, added }: { forged: string; added: readonly string[] }) =>
    ['X-Forwarded-For', [forged, ...added].filter((text) => text !== '').join(', ')] as const;

  it.each([
    [0, [], '127.0.0.1'],
    [1, ['198.51.100.4'], '198.51.100.4'],
    [2, ['198.51.100.4', '10.0.0.2'], '198.51.100.4'],
    [1, ['2001:db8:1:2345::1'], '2001:db8:1:2300::/56'],
    [1, ['198.51.100.4:52011'], '198.51.100.4'],
  ] as const)('%d proxies %j, whatever the client claims → counted for %s', async (hops, added, counted) => {
    const behind = await openWorld({ trustProxyHops: hops });
    for (const forged of [
      '',
      '203.0.113.66',
      '10.0.0.2, 203.0.113.66',
      '::1',
      'x'.repeat(300),
      '127.0.0.1, ,',
    ]) {
      await sendRaw(behind.url, {
        method: 'GET',
        path: '/api/shops',
        headers: arriving({ forged, added }),
      });
    }
    // Several headers of that name are one to Node, in sequence.
    await sendRaw(behind.url, {
      method: 'GET',
      path: '/api/shops',
      headers: [
        ...arriving({ forged: '203.0.113.66', added: [] }),
        ...arriving({ forged: '203.0.113.67', added }),
      ],
    });
    await behind.close();
    const seen = behind.limits.taken.map(({ who }) => who);
    expect(seen).toEqual(Array.from({ length: 7 }, () => counted));
  });

  it('a proxy that names nobody, or no address → counted for the connection', async () => {
    const behind = await openWorld({ trustProxyHops: 1 });
    for (const headers of [[], ['X-Forwarded-For', 'unknown'], ['X-Forwarded-For', '_hidden']]) {
      await sendRaw(behind.url, { method: 'GET', path: '/api/shops', headers });
    }
    await behind.close();
    expect(behind.limits.taken.map(({ who }) => who)).toEqual(['127.0.0.1', '127.0.0.1', '127.0.0.1']);
  });

  it('from a proxy that is not believed → said once; from one that is → not said', async () => {
    for (const [hops, lines] of [
      [0, 1],
      [1, 0],
    ] as const) {
      const behind = await openWorld({ trustProxyHops: hops });
      for (let time = 0; time < 3; time += 1) {
        await fetch(`${behind.url}/api/shops`, { headers: { 'X-Forwarded-For': '198.51.100.4' } });
      }
      await behind.close();
      expect(behind.logged.filter(({ level }) => level === 'warn')).toHaveLength(lines);
    }
  });
});

describe('webhooks', () => {
  const deliver = (body: string, header: string) =>
    fetch(`${world.url}/api/webhooks/stripe`, {
      method: 'POST',
      body,
      headers: { 'Content-Type': 'application/json', 'Stripe-Signature': header },
    });
  const genuine = (id: string) =>
    sessionEvent({ id, session: { id: `cs_${id}`, metadata: { orderId: 'aaaaaaaaaaaa' } } });

  it('genuine → never counted, never refused, also from an address that floods with forged ones', async () => {
    world.limits.table = tight(MOST);
    for (let time = 0; time < 2 * MOST; time += 1) {
      const forged = await deliver(genuine('evt_forged'), 't=1,v1=00');
      expect(forged.status).toBe(time < MOST ? 400 : 429);
      expect(forged.headers.get('retry-after')).toBe(time < MOST ? null : '60');
      await problem(forged);
      const event = genuine(`evt_${time}`);
      expect((await deliver(event, signature(event))).status).toBe(200);
    }
    expect(world.limits.taken).toEqual(
      Array.from({ length: 2 * MOST }, () => ({ limit: 'forgeries', by: 'address', who: '127.0.0.1' })),
    );
    expect(world.commands.calls.facts).toHaveLength(2 * MOST);
    expect(world.measured.throttled).toHaveLength(MOST);
    // Refused or not, it is known that somebody tries.
    expect(world.measured.webhooks.filter(({ outcome }) => outcome === 'forged')).toHaveLength(2 * MOST);
  });

  it('without any signature → counted among the forged ones', async () => {
    world.limits.table = tight(0);
    const answer = await fetch(`${world.url}/api/webhooks/stripe`, { method: 'POST', body: '{}' });
    expect(answer.status).toBe(429);
  });
});
