// Attacks on who one is: forged tokens, keys, headers and cookies. Each is answered 401, and nothing is recorded.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openJwksTokens } from '../../../infra/auth/jwks-tokens.ts';
import { APP_ORIGIN, openWorld, type World } from '../api-world.ts';
import { AT_COUNTER } from '../callers.ts';
import { AUDIENCE } from '../issuer.ts';
import { type RawAnswer, sendRaw } from './raw-request.ts';
import {
  ALGORITHM_ATTACKS,
  type Attack,
  CLAIM_ATTACKS,
  claims,
  goodToken,
  HEADER_ATTACKS,
  KEY_ATTACKS,
  SIGNATURE_ATTACKS,
} from './token-attacks.cases.ts';
import { compose, ecSigner, type KeyServer, rsaSigner, startKeyServer } from './token-forge.ts';

let keys: KeyServer;
let world: World;
beforeAll(async () => {
  keys = await startKeyServer();
  world = await openWorld({ tokens: verifier(AUDIENCE) });
});
afterAll(async () => {
  await world.close();
  await keys.close();
});

const verifier = (audience: string | null) =>
  openJwksTokens({ jwksUrl: keys.url, issuer: keys.issuer, audience, origins: [APP_ORIGIN] });

/** The whole body, as the specification fixes it. */
const REFUSED = JSON.stringify({
  type: '/problems/UNAUTHENTICATED',
  title: 'Non authentifié',
  status: 401,
  code: 'UNAUTHENTICATED',
  detail: 'Non authentifié',
  error: 'Non authentifié',
});

const read = (headers: string[], path = '/api/orders', { url } = world) =>
  sendRaw(url, { method: 'GET', path, headers });
const order = (headers: string[]) =>
  sendRaw(world.url, {
    method: 'POST',
    path: '/api/orders',
    headers: [...headers, 'Content-Type', 'application/json', 'Origin', APP_ORIGIN],
    body: JSON.stringify(AT_COUNTER),
  });
const withToken = (token: string) => ['Authorization', `Bearer ${token}`];

function expectRefused(answer: RawAnswer): void {
  expect(answer).toMatchObject({ status: 401, body: REFUSED });
  expect(answer.rawHeaders).toContain('WWW-Authenticate');
  expect(world.rows.size).toBe(0);
}

describe('tokens that are good, so that the attacks mean something', () => {
  it.each<[what: string, forge: (keys: KeyServer) => string]>([
    ['by the elliptic key', goodToken],
    ['by the RSA key', (of) => compose({ alg: 'RS256', kid: 'rsa' }, claims(of), rsaSigner(of.rsa))],
    [
      'that has just expired, by a clock of another machine',
      (of) =>
        compose({ alg: 'ES256', kid: 'ec' }, claims(of, { exp: Date.now() / 1_000 - 2 }), ecSigner(of.ec)),
    ],
    [
      'for several audiences, ours among them',
      (of) =>
        compose({ alg: 'ES256', kid: 'ec' }, claims(of, { aud: ['another', AUDIENCE] }), ecSigner(of.ec)),
    ],
  ])('%s → 200', async (_what, forge) => {
    expect((await read(withToken(forge(keys)))).status).toBe(200);
    expect((await read(['Cookie', `__session=${forge(keys)}`])).status).toBe(200);
    // The scheme's name has no case (RFC 9110, 11.1), and spaces may follow it.
    expect((await read(['Authorization', `bEARER  ${forge(keys)} `])).status).toBe(200);
  });
});

const TOKEN_ATTACKS: readonly Attack[] = [
  ...ALGORITHM_ATTACKS,
  ...KEY_ATTACKS,
  ...HEADER_ATTACKS,
  ...CLAIM_ATTACKS,
  ...SIGNATURE_ATTACKS,
];

it('there are at least 60 attacks, each with a name of its own', () => {
  expect(new Set(TOKEN_ATTACKS.map(([what]) => what)).size).toBe(TOKEN_ATTACKS.length);
  expect(TOKEN_ATTACKS.length).toBeGreaterThan(60);
});

describe('forged tokens', () => {
  it.each(TOKEN_ATTACKS)('%s → 401', async (_what, forge) => {
    const token = forge(keys);
    expectRefused(await read(withToken(token)));
    expectRefused(await order(withToken(token)));
    expectRefused(await order(['Cookie', `__session=${token}`]));
  });

  it('no token has made the API fetch anything but the keys', () => {
    expect(keys.strays).toEqual([]);
  });
});

describe('credentials that are none', () => {
  it.each<[what: string, headers: (token: string) => string[]]>([
    [
      'two headers, the good one first',
      (token) => ['Authorization', `Bearer ${token}`, 'Authorization', 'Bearer x'],
    ],
    [
      'two headers, the good one last',
      (token) => ['Authorization', 'Bearer x', 'Authorization', `Bearer ${token}`],
    ],
    ['two tokens in one header', (token) => ['Authorization', `Bearer ${token}, Bearer ${token}`]],
    ['Bearer twice', (token) => ['Authorization', `Bearer Bearer ${token}`]],
    ['a tab after Bearer', (token) => ['Authorization', `Bearer\t${token}`]],
    ['no space after Bearer', (token) => ['Authorization', `Bearer${token}`]],
    ['a space within', (token) => ['Authorization', `Bearer ${token.replace('.', ' .')}`]],
    ['in quotes', (token) => ['Authorization', `Bearer "${token}"`]],
    ['base64 in place of base64url', (token) => ['Authorization', `Bearer ${token.replace('.', '+/.')}`]],
    ['with padding', (token) => ['Authorization', `Bearer ${token.replace('.', '==.')}`]],
    ['no scheme', (token) => ['Authorization', token]],
    ['Basic', (token) => ['Authorization', `Basic ${Buffer.from(`user_marie:${token}`).toString('base64')}`]],
    [
      'Basic beside a good cookie',
      (token) => ['Authorization', 'Basic dTpw', 'Cookie', `__session=${token}`],
    ],
    ['empty, beside a good cookie', (token) => ['Authorization', '', 'Cookie', `__session=${token}`]],
    [
      'a bad token beside a good cookie',
      (token) => ['Authorization', 'Bearer a.b.c', 'Cookie', `__session=${token}`],
    ],
    ['Token', (token) => ['Authorization', `Token ${token}`]],
    ['unicode around it', (token) => ['Authorization', `Bearer \u00a0${token}`]],
    [
      'in a header of another name',
      (token) => ['X-Authorization', `Bearer ${token}`, 'Proxy-Authorization', `Bearer ${token}`],
    ],
    [
      'a claimed identity',
      () => ['X-User-Id', 'user_marie', 'X-Forwarded-User', 'user_marie', 'X-Role', 'operator'],
    ],
    ['two cookies, the good one last', (token) => ['Cookie', `__session=a.b.c; __session=${token}`]],
    [
      'two cookie headers, the good one last',
      (token) => ['Cookie', '__session=a.b.c', 'Cookie', `__session=${token}`],
    ],
    [
      'a cookie of another name',
      (token) => ['Cookie', `session=${token}; __session_x=${token}; __SESSION=${token}`],
    ],
    ['a cookie in quotes', (token) => ['Cookie', `__session="${token}"`]],
    ['a cookie that is empty', () => ['Cookie', '__session=']],
    ['a cookie within another', (token) => ['Cookie', `theme="x, __session=${token}"`]],
  ])('%s → 401', async (_what, headers) => {
    expectRefused(await read(headers(goodToken(keys))));
    expectRefused(await order(headers(goodToken(keys))));
  });

  it.each(['access_token', 'token', '__session', 'authorization'])(
    'a good token as ?%s= → 401',
    async (name) => {
      expectRefused(await read([], `/api/orders?${name}=${goodToken(keys)}`));
    },
  );

  it('a token of another environment’s issuer → 401', async () => {
    const other = await startKeyServer();
    const claimed = claims(keys, { iss: keys.issuer });
    for (const [said, header] of [
      [claims(other), { alg: 'ES256', kid: 'ec' }],
      [claimed, { alg: 'ES256', kid: 'ec' }],
    ] as const)
      expectRefused(await read(withToken(compose(header, said, ecSigner(other.ec)))));
    await other.close();
  });
});

describe('without an audience, a session token has to come from our own pages', () => {
  let bare: World;
  beforeAll(async () => {
    bare = await openWorld({ tokens: verifier(null) });
  });
  afterAll(() => bare.close());
  const tokenWith = (azp: unknown) =>
    compose({ alg: 'ES256', kid: 'ec' }, claims(keys, { azp }), ecSigner(keys.ec));

  it('ours → 200', async () => {
    expect((await read(withToken(tokenWith(APP_ORIGIN)), '/api/orders', bare)).status).toBe(200);
  });

  it.each([
    undefined,
    null,
    '',
    'null',
    `${APP_ORIGIN}/`,
    `${APP_ORIGIN}.evil.example`,
    APP_ORIGIN.toUpperCase(),
    APP_ORIGIN.replace('https', 'http'),
    [APP_ORIGIN],
    { 0: APP_ORIGIN },
    true,
  ])('azp %j → 401', async (azp) => {
    expectRefused(await read(withToken(tokenWith(azp)), '/api/orders', bare));
  });
});

it('a role said otherwise than as `operator` → no operator', async () => {
  for (const role of [
    ['operator'],
    { operator: true },
    'Operator',
    'OPERATOR',
    ' operator',
    true,
    1,
    'operator,customer',
  ]) {
    const token = compose({ alg: 'ES256', kid: 'ec' }, claims(keys, { role }), ecSigner(keys.ec));
    const { status } = await read(withToken(token), '/api/shops/boucherie-martin/orders');
    expect([role, status]).toEqual([role, 403]);
  }
});

it('a key that the issuer has withdrawn → 401 from then on', async () => {
  const token = compose({ alg: 'ES256', kid: 'old' }, claims(keys), ecSigner(keys.oldEc));
  expect((await read(withToken(token))).status).toBe(200);
  keys.rotate();
  // Keys that were read before are kept for minutes; a process that starts reads what is true now.
  const restarted = await openWorld({ tokens: verifier(AUDIENCE) });
  expectRefused(await read(withToken(token), '/api/orders', restarted));
  await restarted.close();
});
