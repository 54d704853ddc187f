// Signing in on one machine: a page of personas, whose answer is the session cookie the API reads. For development only.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import type { Issuer } from './issuer.ts';
import { PERSONAS } from './personas.ts';
import { readBody } from './read-body.ts';
import { signInPage } from './sign-in-page.ts';

export const SIGN_IN_PATH = '/connexion';
const SESSION = '__session';
const ATTRIBUTES = 'Path=/; HttpOnly; SameSite=Lax';
const HALF_A_DAY = 12 * 60 * 60;

/** A user id, or nothing to sign out. */
const CHOICE = z.object({ persona: z.string(), redirect_url: z.string() });

export interface SignIn {
  readonly issuer: Issuer;
  /** Where the pages are: nobody is sent anywhere else. Cookies are shared by host, whatever the port. */
  readonly appUrl: string;
}

/** @returns whether the request was one of ours. */
export async function answerSignIn(
  signIn: SignIn,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const asked = new URL(request.url ?? '/', 'http://issuer');
  if (asked.pathname !== SIGN_IN_PATH) return false;
  if (request.method === 'GET') {
    const back = ownAddress(signIn.appUrl, asked.searchParams.get('redirect_url'));
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' });
    response.end(signInPage(back));
    return true;
  }
  if (request.method !== 'POST') return false;
  const sent = CHOICE.parse(Object.fromEntries(new URLSearchParams(await readBody(request))));
  response.writeHead(303, {
    Location: ownAddress(signIn.appUrl, sent.redirect_url),
    'Set-Cookie': await cookieFor(signIn.issuer, sent.persona),
  });
  response.end();
  return true;
}

async function cookieFor(issuer: Issuer, sub: string): Promise<string> {
  const persona = PERSONAS.find(({ wish }) => wish.sub === sub);
  if (persona === undefined) return `${SESSION}=; ${ATTRIBUTES}; Max-Age=0`;
  return `${SESSION}=${await issuer.mintToken(persona.wish)}; ${ATTRIBUTES}; Max-Age=${HALF_A_DAY}`;
}

/** A foreign address gives way to the first page. */
function ownAddress(appUrl: string, wanted: string | null): string {
  const home = new URL('/', appUrl);
  const isOwn = wanted !== null && URL.canParse(wanted) && new URL(wanted).origin === home.origin;
  return isOwn ? wanted : home.href;
}
