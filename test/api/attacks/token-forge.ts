// Tokens as attackers make them: any header, any claims, any key, put together by hand.
import { createHmac, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { type KeyEndpoint, serveKeys } from '../key-endpoint.ts';

type Part = object | string;
const raw = (part: Part): string => (typeof part === 'string' ? part : JSON.stringify(part));
export const part = (value: Part): string => Buffer.from(raw(value)).toString('base64url');

export type Signer = (content: string) => Buffer;

export const ecSigner =
  (key: KeyObject, dsaEncoding: 'ieee-p1363' | 'der' = 'ieee-p1363'): Signer =>
  (content) =>
    sign('sha256', Buffer.from(content), { key, dsaEncoding });
export const rsaSigner =
  (key: KeyObject): Signer =>
  (content) =>
    sign('sha256', Buffer.from(content), key);
export const hmacSigner =
  (secret: string | Buffer, hash: 'sha256' | 'sha384' | 'sha512' = 'sha256'): Signer =>
  (content) =>
    createHmac(hash, secret).update(content).digest();

/** @param header and claims as objects, or as JSON text where the text itself is the attack. */
export function compose(header: Part, claims: Part, signer: Signer): string {
  const content = `${part(header)}.${part(claims)}`;
  return `${content}.${signer(content).toString('base64url')}`;
}

/** A token must never make the API ask it for anything but the keys. */
export interface KeyServer extends KeyEndpoint {
  /** The private half of the key the server names `ec`. */
  readonly ec: KeyObject;
  /** The private half of the key the server names `rsa`. */
  readonly rsa: KeyObject;
  readonly publicEc: KeyObject;
  readonly publicRsa: KeyObject;
  /** Served as long as nobody has rotated it away. */
  readonly oldEc: KeyObject;
  rotate(): void;
}

/** An issuer with an elliptic and an RSA key, whose private halves the test holds. */
export async function startKeyServer(): Promise<KeyServer> {
  const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const old = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const jwk = (key: KeyObject, kid: string, alg: string) => ({
    ...key.export({ format: 'jwk' }),
    kid,
    alg,
    use: 'sig',
  });
  let keys = [
    jwk(ec.publicKey, 'ec', 'ES256'),
    jwk(rsa.publicKey, 'rsa', 'RS256'),
    jwk(old.publicKey, 'old', 'ES256'),
  ];
  return {
    ...(await serveKeys(() => keys)),
    ec: ec.privateKey,
    rsa: rsa.privateKey,
    publicEc: ec.publicKey,
    publicRsa: rsa.publicKey,
    oldEc: old.privateKey,
    rotate: () => {
      keys = keys.filter(({ kid }) => kid !== 'old');
    },
  };
}

/** A P-256 key nobody knows. */
export const strangersKey = (): KeyObject => generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
export const strangersRsaKey = (): KeyObject =>
  generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
/** Another curve than the one of ES256. */
export const p384Key = (): KeyObject => generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey;
