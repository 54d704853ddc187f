// What every answer tells browsers to do and to leave, whatever was asked: by the page, the API, a refusal.
import { request } from 'node:http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openWorld, type World } from './api-world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const PATHS = ['/', '/api/shops', '/api/orders', '/nowhere', '/docs', '/openapi.json', '/healthz'];

const headersOf = async (path: string): Promise<Headers> => (await fetch(`${world.url}${path}`)).headers;

/** Of the content policy, by directive. */
async function policyOf(path: string): Promise<Record<string, string>> {
  const policy = (await headersOf(path)).get('content-security-policy') ?? '';
  return Object.fromEntries(
    policy.split(';').map((directive) => {
      const [name = '', ...values] = directive.trim().split(' ');
      return [name, values.join(' ')];
    }),
  );
}

it('the policy → scripts and styles from here, no plug-ins, no other base, no foreign form, no frame', async () => {
  for (const path of PATHS) {
    expect(await policyOf(path)).toMatchObject({
      'default-src': "'self'",
      'object-src': "'none'",
      'base-uri': "'none'",
      'form-action': "'self'",
      'frame-ancestors': "'none'",
    });
  }
});

it('https → to be insisted on for a year, on subdomains too', async () => {
  for (const path of PATHS) {
    const told = (await headersOf(path)).get('strict-transport-security') ?? '';
    expect(Number(/max-age=(\d+)/.exec(told)?.[1])).toBeGreaterThanOrEqual(31_536_000);
    expect(told).toMatch(/includeSubDomains/i);
  }
});

it('where one comes from → told to nobody', async () => {
  for (const path of PATHS) expect((await headersOf(path)).get('referrer-policy')).toBe('no-referrer');
});

it('a page or a file opened as what it is not → refused by its type', async () => {
  for (const path of PATHS) {
    const headers = await headersOf(path);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
  }
});

it('every body → with its type and charset', async () => {
  const types = await Promise.all(
    PATHS.map(async (path) => (await headersOf(path)).get('content-type') ?? ''),
  );
  expect(
    types.filter((type) => !/^(text\/html|application\/(problem\+)?json); charset=utf-8$/.test(type)),
  ).toEqual([]);
});

/** Browsers and `fetch` refuse to send it. */
const trace = (path: string): Promise<{ status: number; body: string }> =>
  new Promise((resolve, reject) => {
    const headers = { Authorization: 'Bearer tell-tale' };
    const asked = request(`${world.url}${path}`, { method: 'TRACE', headers }, (answer) => {
      void answer
        .toArray()
        .then((parts) => resolve({ status: answer.statusCode ?? 0, body: parts.join('') }));
    });
    asked.once('error', reject).end();
  });

it('TRACE → refused, and nothing is repeated', async () => {
  const answers = await Promise.all([trace('/api/orders'), trace('/nowhere')]);
  expect(answers.map(({ status }) => status)).toEqual([405, 404]);
  expect(JSON.stringify(answers)).not.toContain('tell-tale');
});
