// The codec server over HTTP: for operators, from Temporal's pages and command line, and with nothing of it in a log.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { defaultPayloadConverter } from '@temporalio/common';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createCodecApp } from '../../../api/codec/codec-app.ts';
import { openJwksTokens } from '../../../infra/auth/jwks-tokens.ts';
import { createLog } from '../../../infra/log.ts';
import { encryptingCodec } from '../../../infra/payloads/encrypting-codec.ts';
import { keyEntry, payloadKeys } from '../../support/payload-keys.ts';
import { problem } from '../callers.ts';
import { AUDIENCE, type Issuer, startIssuer, type TokenWish } from '../issuer.ts';

const UI = 'http://127.0.0.1:8233';
const OPERATOR: TokenWish = { sub: 'user_operator', claims: { role: 'operator' } };
const CANARY = 'Célestine, cs_test_canary';

const Payloads = z.strictObject({
  payloads: z.array(
    z.strictObject({ metadata: z.record(z.string(), z.base64()).optional(), data: z.base64().optional() }),
  ),
});
type Wire = z.infer<typeof Payloads>;

let issuer: Issuer;
let url: string;
let close: () => Promise<void>;
let lines: string[];
const cipher = encryptingCodec(payloadKeys(keyEntry('k1')));

beforeAll(async () => {
  issuer = await startIssuer();
  const app = createCodecApp({
    cipher,
    tokens: openJwksTokens({
      jwksUrl: issuer.jwksUrl,
      issuer: issuer.issuer,
      audience: AUDIENCE,
      origins: [],
    }),
    origins: [UI],
    log: createLog({ name: 'codec', level: 'debug' }, { write: (line) => void lines.push(line) }),
  });
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // True for a server that listens on a TCP port.
  const { port } = server.address() as AddressInfo;
  url = `http://127.0.0.1:${port}`;
  close = () => new Promise((resolve) => void server.close(() => resolve()));
});
beforeEach(() => {
  lines = [];
});
afterAll(async () => {
  await close();
  await issuer.close();
});

const wire = (value: unknown): Wire['payloads'][number] => {
  const { metadata, data } = defaultPayloadConverter.toPayload(value);
  const inBase64 = Object.entries(metadata ?? {}).map(([name, bytes]) => [name, base64(bytes)] as const);
  return { metadata: Object.fromEntries(inBase64), data: base64(data ?? new Uint8Array()) };
};
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

interface Sent {
  readonly token?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

const post = (
  path: string,
  { token, headers, body = { payloads: [wire(CANARY)] } }: Sent = {},
): Promise<Response> =>
  fetch(`${url}${path}`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
      ...headers,
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

const asOperator = async (path: string, sent: Sent = {}): Promise<Response> =>
  post(path, { token: await issuer.token(OPERATOR), ...sent });

const payloadsOf = async (response: Response): Promise<Wire['payloads']> => {
  expect(response.status).toBe(200);
  return Payloads.parse(await response.json()).payloads;
};

describe('an operator', () => {
  it('has payloads encrypted, and gets them back', async () => {
    const plain = [wire(CANARY), wire({ cents: 1245 })];
    const sealed = await payloadsOf(await asOperator('/encode', { body: { payloads: plain } }));
    expect(sealed.map(({ metadata }) => metadata?.encoding)).toEqual(
      Array(2).fill(base64(Buffer.from('binary/encrypted'))),
    );
    expect(JSON.stringify(sealed)).not.toContain(plain[0]?.data);
    expect(await payloadsOf(await asOperator('/decode', { body: { payloads: sealed } }))).toEqual(plain);
  });

  it('reads what is not encrypted as it is', async () => {
    expect(await payloadsOf(await asOperator('/decode'))).toEqual([wire(CANARY)]);
  });

  it.each([{}, { payloads: [] }])('asking about nothing, %j → nothing', async (body) => {
    expect(await payloadsOf(await asOperator('/decode', { body }))).toEqual([]);
  });

  it('is heard below any path, as the pages may be told', async () => {
    expect(await payloadsOf(await asOperator('/some/where/decode'))).toEqual([wire(CANARY)]);
  });

  it('may send a value as large as Temporal takes', async () => {
    const large = { payloads: [wire('x'.repeat(2 * 1024 * 1024))] };
    expect(await payloadsOf(await asOperator('/encode', { body: large }))).toHaveLength(1);
  });

  it('with the session cookie from Temporal’s pages → is known', async () => {
    const headers = { Cookie: `__session=${await issuer.token(OPERATOR)}`, Origin: UI };
    expect(await payloadsOf(await post('/decode', { headers }))).toEqual([wire(CANARY)]);
  });
});

describe('anybody else', () => {
  it.each(['/decode', '/encode'])('%s without a token → 401', async (path) => {
    const response = await post(path);
    expect(response.headers.get('www-authenticate')).toBe('Bearer');
    expect(await problem(response)).toMatchObject({ status: 401, detail: 'Non authentifié' });
  });

  it.each([
    { ...OPERATOR, signedBy: 'stranger' },
    { ...OPERATOR, expiresIn: -60 },
    { ...OPERATOR, audience: 'another' },
    { ...OPERATOR, issuer: 'https://else.where' },
  ] satisfies TokenWish[])('with a token that is no good, %o → 401', async (wish) => {
    expect((await problem(await post('/decode', { token: await issuer.token(wish) }))).status).toBe(401);
  });

  it.each([{}, { claims: { role: 'Operator' } }, { claims: { role: ['operator'] } }] satisfies TokenWish[])(
    'with a good token that is no operator’s, %o → 403',
    async (wish) => {
      expect((await problem(await post('/decode', { token: await issuer.token(wish) }))).status).toBe(403);
    },
  );

  it('with an operator’s cookie from a page elsewhere, or from none → 403', async () => {
    const Cookie = `__session=${await issuer.token(OPERATOR)}`;
    for (const headers of [{ Cookie, Origin: 'https://evil.example' }, { Cookie }])
      expect((await problem(await post('/decode', { headers }))).status).toBe(403);
  });

  it('is refused before a byte of the body is looked at', async () => {
    expect((await problem(await post('/decode', { body: '{' }))).status).toBe(401);
  });

  it('sees that the process lives', async () => {
    const response = await fetch(`${url}/healthz`);
    expect([response.status, await response.json()]).toEqual([200, { status: 'ok' }]);
  });
});

describe('a bad request', () => {
  it.each([
    ['no JSON', '{', 400],
    ['no list', { payloads: 'x' }, 400],
    ['no base64', { payloads: [{ data: 'é' }] }, 400],
    ['an unknown field', { payloads: [{ data: '', more: 1 }] }, 400],
    ['too much', { payloads: [{ data: 'A'.repeat(9 * 1024 * 1024) }] }, 413],
  ])('%s → %#', async (_what, body, status) => {
    expect((await problem(await asOperator('/decode', { body }))).status).toBe(status);
  });

  it('of another type → 415; by another method → 405; elsewhere → 404', async () => {
    const headers = { 'Content-Type': 'text/plain' };
    expect((await problem(await asOperator('/decode', { headers }))).status).toBe(415);
    const get = await fetch(`${url}/decode`);
    expect([(await problem(get)).status, get.headers.get('allow')]).toEqual([405, 'POST']);
    expect((await problem(await asOperator('/decoded'))).status).toBe(404);
  });

  it('with a payload of another key → 400 that names the key', async () => {
    const foreign = encryptingCodec(payloadKeys(keyEntry('k9')));
    const [sealed] = await foreign.encode([defaultPayloadConverter.toPayload(CANARY)]);
    const metadata = {
      encoding: base64(Buffer.from('binary/encrypted')),
      'encryption-key-id': base64(Buffer.from('k9')),
    };
    const body = { payloads: [{ metadata, data: base64(sealed?.data ?? new Uint8Array()) }] };
    const refused = await problem(await asOperator('/decode', { body }));
    expect(refused.status).toBe(400);
    expect(refused.detail).toContain('« k9 »');
  });
});

describe('a browser', () => {
  const preflight = (origin: string): Promise<Response> =>
    fetch(`${url}/decode`, {
      method: 'OPTIONS',
      headers: {
        Origin: origin,
        'Access-Control-Request-Method': 'POST',
        'Access-Control-Request-Headers': 'authorization,content-type,x-namespace',
      },
    });

  it('at Temporal’s pages → may ask, with what they send', async () => {
    const { status, headers } = await preflight(UI);
    expect(status).toBe(204);
    expect(headers.get('access-control-allow-origin')).toBe(UI);
    expect(headers.get('access-control-allow-credentials')).toBe('true');
    expect(headers.get('access-control-allow-headers')?.toLowerCase().split(', ').toSorted()).toEqual([
      'authorization',
      'content-type',
      'x-namespace',
    ]);
  });

  it.each(['http://127.0.0.1:8234', 'https://127.0.0.1:8233', 'http://127.0.0.1:8233.evil.example', 'null'])(
    'at %s → may not',
    async (origin) => {
      const { headers } = await preflight(origin);
      expect(headers.get('access-control-allow-origin')).toBeNull();
      expect(headers.get('access-control-allow-headers')).toBeNull();
    },
  );
});

describe('the log', () => {
  it('says who had how much read, and nothing of it', async () => {
    const sealed = await payloadsOf(await asOperator('/encode'));
    await payloadsOf(await asOperator('/decode', { body: { payloads: sealed } }));
    await asOperator('/decode', {
      body: { payloads: [{ ...sealed[0], data: base64(Buffer.from(CANARY)) }] },
    });
    const log = lines.join('\n');
    expect(log).toContain('"by":"user_operator","direction":"decode","payloads":1');
    for (const secret of [CANARY, 'cs_test_canary', wire(CANARY).data ?? '', sealed[0]?.data ?? ''])
      expect(log).not.toContain(secret);
    expect(log).not.toMatch(/eyJ/);
  });
});
