// Signs development tokens with a key that is kept, so that tokens outlive a restart.
import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { exportJWK, generateKeyPair, importJWK, type JSONWebKeySet, type JWK, SignJWT } from 'jose';
import { z } from 'zod';

export const AUDIENCE = 'klikandgo-orders';

export interface TokenWish {
  /** The user id. */
  readonly sub: string;
  readonly role?: string | undefined;
  readonly email?: string | undefined;
  readonly audience?: string | undefined;
  /** Seconds; negative for a token that has expired. */
  readonly expiresIn?: number | undefined;
}

export interface Issuer {
  /** The public half, as anyone may read it. */
  readonly jwks: JSONWebKeySet;
  readonly mintToken: (wish: TokenWish) => Promise<string>;
}

export interface IssuerOptions {
  /** What the tokens name as their issuer. */
  readonly url: string;
  /** Where the private key is kept (mode 600); without it, each issuer has a key of its own. */
  readonly keyFile?: string;
}

const ALGORITHM = 'ES256';
const HALF_A_DAY = 12 * 60 * 60;
const KEY = z.object({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: z.string(),
  y: z.string(),
  d: z.string(),
  kid: z.string(),
});

export async function openIssuer({ url, keyFile }: IssuerOptions): Promise<Issuer> {
  const key = (await readKey(keyFile)) ?? (await createKey(keyFile));
  const { d: _private, ...open } = key;
  const signer = await importJWK(key, ALGORITHM);
  return {
    jwks: { keys: [{ ...open, alg: ALGORITHM, use: 'sig' }] },
    mintToken: ({ sub, role, email, audience = AUDIENCE, expiresIn = HALF_A_DAY }) => {
      const now = Math.floor(Date.now() / 1_000);
      return new SignJWT({ role, email })
        .setProtectedHeader({ alg: ALGORITHM, kid: key.kid ?? '' })
        .setIssuer(url)
        .setAudience(audience)
        .setSubject(sub)
        .setIssuedAt(Math.min(now, now + expiresIn))
        .setExpirationTime(now + expiresIn)
        .sign(signer);
    },
  };
}

/** @returns null when there is no key, or none that can be read: then a new one takes its place. */
async function readKey(file: string | undefined): Promise<JWK | null> {
  if (file === undefined) return null;
  try {
    return KEY.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return null;
  }
}

async function createKey(file: string | undefined): Promise<JWK> {
  const { privateKey } = await generateKeyPair(ALGORITHM, { extractable: true });
  const key = { ...(await exportJWK(privateKey)), kid: `dev-${Date.now().toString(36)}` };
  if (file === undefined) return key;
  await mkdir(dirname(file), { recursive: true });
  await writeFile(`${file}.new`, JSON.stringify(key), { mode: 0o600 });
  await chmod(`${file}.new`, 0o600);
  await rename(`${file}.new`, file);
  return key;
}
