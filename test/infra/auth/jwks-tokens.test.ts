// Tokens of issuers that name no audience, and issuers that cannot be reached.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openJwksTokens } from '../../../infra/auth/jwks-tokens.ts';
import { type Issuer, startIssuer } from '../../api/issuer.ts';

const ORIGIN = 'https://klikandgo.example';
let issuer: Issuer;
beforeAll(async () => {
  issuer = await startIssuer();
});
afterAll(() => issuer.close());

describe('without an audience, the page that asked has to be ours', () => {
  const verify = async (azp: unknown) => {
    const { jwksUrl, issuer: name } = issuer;
    const tokens = openJwksTokens({ jwksUrl, issuer: name, audience: null, origins: [ORIGIN] });
    const claims = azp === undefined ? {} : { azp };
    return (await tokens.verify(await issuer.token({ audience: null, claims }))).kind;
  };

  it.each<[unknown, string]>([
    [ORIGIN, 'valid'],
    ['https://evil.example', 'invalid'],
    [`${ORIGIN}/`, 'invalid'],
    [[ORIGIN], 'invalid'],
    ['', 'invalid'],
    [undefined, 'invalid'],
  ])('azp %j → %s', async (azp, kind) => {
    expect(await verify(azp)).toBe(kind);
  });
});

describe('when the issuer cannot be asked', () => {
  const verdict = async (jwksUrl: string, token?: string) => {
    const rules = { jwksUrl: new URL(jwksUrl), issuer: issuer.issuer, audience: null, origins: [ORIGIN] };
    return (await openJwksTokens(rules).verify(token ?? (await issuer.token()))).kind;
  };

  async function answering(status: number, body: string): Promise<{ url: string; close: () => void }> {
    const server = createServer((_request, response) => response.writeHead(status).end(body));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    // True for a server that listens on a TCP port.
    const { port } = server.address() as AddressInfo;
    return { url: `http://127.0.0.1:${port}`, close: () => server.close() };
  }

  it('nobody listens → nothing is known about the token', async () => {
    expect(await verdict('http://127.0.0.1:1/jwks')).toBe('keys_away');
  });

  it.each([
    [500, 'oops'],
    [200, '<html>'],
    [200, '{"keys":"none"}'],
  ])('it answers %s %j → nothing is known about the token', async (status, body) => {
    const server = await answering(status, body);
    expect(await verdict(server.url)).toBe('keys_away');
    server.close();
  });

  it('what is no token is none, whether keys can be read or not', async () => {
    expect(await verdict('http://127.0.0.1:1/jwks', 'nonsense')).toBe('invalid');
  });
});
