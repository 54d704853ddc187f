// The token issuer: its keys, its tokens, and what it answers over HTTP.
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLocalJWKSet, createRemoteJWKSet, jwtVerify } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AUDIENCE, openIssuer } from '../../dev/tokens/issuer.ts';
import { startTokenServer, type TokenServer } from '../../dev/tokens/server.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tokens-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const url = 'http://issuer.test';

describe('an issuer', () => {
  it('whose key is kept → tokens of an earlier run are believed, and the file is for its owner alone', async () => {
    const keyFile = join(folder, 'inside', 'key.json');
    const token = await (await openIssuer({ url, keyFile })).mintToken({ sub: 'user_marie' });
    const again = await openIssuer({ url, keyFile });
    const { payload } = await jwtVerify(token, createLocalJWKSet(again.jwks), {
      issuer: url,
      audience: AUDIENCE,
    });
    expect(payload.sub).toBe('user_marie');
    expect(statSync(keyFile).mode & 0o777).toBe(0o600);
  });

  it('whose key file is damaged → has a new key instead of failing', async () => {
    const keyFile = join(folder, 'key.json');
    writeFileSync(keyFile, '{"kty":');
    const issuer = await openIssuer({ url, keyFile });
    const token = await issuer.mintToken({ sub: 'user_marie' });
    await expect(jwtVerify(token, createLocalJWKSet(issuer.jwks))).resolves.toBeDefined();
  });

  it('publishes only the public half', async () => {
    const { jwks } = await openIssuer({ url });
    expect(Object.keys(jwks.keys[0] ?? {}).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y']);
  });

  it('asked for a token that has expired, or for another audience → gives just that', async () => {
    const issuer = await openIssuer({ url });
    const keys = createLocalJWKSet(issuer.jwks);
    const old = await issuer.mintToken({ sub: 'a', expiresIn: -60 });
    await expect(jwtVerify(old, keys)).rejects.toMatchObject({ code: 'ERR_JWT_EXPIRED' });
    const foreign = await issuer.mintToken({ sub: 'a', audience: 'elsewhere' });
    await expect(jwtVerify(foreign, keys, { audience: AUDIENCE })).rejects.toThrow(/aud/);
  });
});

describe('the token server', () => {
  let server: TokenServer;
  beforeEach(async () => {
    server = await startTokenServer({ port: 0 });
  });
  afterEach(() => server.close());
  const post = (body: string): Promise<Response> => fetch(`${server.url}/token`, { method: 'POST', body });

  it('gives a token that its own JWKS verifies, with role and e-mail', async () => {
    const answer = await post(JSON.stringify({ sub: 'user_x', role: 'operator', email: 'x@example.fr' }));
    // The answer of a server of ours: see `answer` in server.ts.
    const { token } = (await answer.json()) as { token: string };
    const { payload } = await jwtVerify(token, createRemoteJWKSet(new URL(server.jwksUrl)), {
      issuer: server.url,
      audience: AUDIENCE,
    });
    expect(payload).toMatchObject({ sub: 'user_x', role: 'operator', email: 'x@example.fr' });
  });

  it.each([['{"sub":""}'], ['{}'], ['{"sub":"a","admin":true}'], ['not json'], ['"'.repeat(20_000)]])(
    'a bad wish (%.20s) → 400',
    async (body) => {
      expect((await post(body)).status).toBe(400);
    },
  );

  it('anything else → 404', async () => {
    expect((await fetch(`${server.url}/token`)).status).toBe(404);
  });
});

describe('signing in on one machine', () => {
  const APP = 'http://127.0.0.1:3000';
  let server: TokenServer;
  beforeEach(async () => {
    server = await startTokenServer({ port: 0, appUrl: APP });
  });
  afterEach(() => server.close());

  const choose = (persona: string, back: string): Promise<Response> =>
    fetch(server.signInUrl, {
      method: 'POST',
      body: new URLSearchParams({ persona, redirect_url: back }),
      redirect: 'manual',
    });

  it('the page → a button for every persona, and one to sign out', async () => {
    const page = await (await fetch(`${server.signInUrl}?redirect_url=${APP}/panier?a=1`)).text();
    for (const name of ['Marie', 'Paul', 'Boucherie Martin', 'Maison Dubois', 'Opératrice', 'Se déconnecter'])
      expect(page).toContain(name);
    expect(page).toContain(`value="${APP}/panier?a=1"`);
  });

  it('a persona chosen → back where one was, with a session that the keys verify', async () => {
    const answer = await choose('user_marie', `${APP}/panier`);
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `${APP}/panier`]);
    const [cookie = '', ...attributes] = (answer.headers.get('set-cookie') ?? '').split('; ');
    expect(attributes).toEqual(['Path=/', 'HttpOnly', 'SameSite=Lax', 'Max-Age=43200']);
    const token = cookie.replace('__session=', '');
    const { payload } = await jwtVerify(token, createRemoteJWKSet(new URL(server.jwksUrl)));
    expect(payload.sub).toBe('user_marie');
  });

  it('signed out, or an unknown persona → the session is taken away', async () => {
    for (const persona of ['', 'user_admin'])
      expect((await choose(persona, APP)).headers.get('set-cookie')).toMatch(/^__session=;.*Max-Age=0$/);
  });

  it.each([
    'https://elsewhere.example/',
    '//elsewhere.example/',
    'javascript:alert(1)',
    `${APP}.elsewhere.example/`,
    'http://127.0.0.1:3001/',
    '',
  ])('asked to go on to %s → the first page of our own', async (back) => {
    expect((await choose('user_marie', back)).headers.get('location')).toBe(`${APP}/`);
    const page = await (await fetch(`${server.signInUrl}?redirect_url=${encodeURIComponent(back)}`)).text();
    expect(page).toContain(`value="${APP}/"`);
  });

  it('where the pages are not known → there is nothing to sign in to', async () => {
    const bare = await startTokenServer({ port: 0 });
    expect((await fetch(bare.signInUrl)).status).toBe(404);
    await bare.close();
  });
});
