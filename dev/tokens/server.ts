// The token issuer as an HTTP server on 127.0.0.1: its public keys, tokens for whoever asks, a page to sign in. For development only.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { z } from 'zod';
import { HOST, listen } from '../processes/listen.ts';
import { type Issuer, openIssuer } from './issuer.ts';
import { readBody } from './read-body.ts';
import { answerSignIn, SIGN_IN_PATH } from './sign-in.ts';

export interface TokenServer extends Issuer {
  readonly url: string;
  readonly jwksUrl: string;
  readonly signInUrl: string;
  close(): Promise<void>;
}

export interface TokenServerOptions {
  /** 0 for any free port. */
  readonly port: number;
  readonly keyFile?: string;
  /** Where the pages are; without it nobody signs in here. */
  readonly appUrl?: string | undefined;
}

const JWKS_PATH = '/.well-known/jwks.json';
const WISH = z.strictObject({
  sub: z.string().min(1),
  role: z.string().optional(),
  email: z.string().optional(),
  expiresIn: z.int().optional(),
});

export async function startTokenServer({
  port,
  appUrl,
  ...options
}: TokenServerOptions): Promise<TokenServer> {
  const server = createServer();
  const url = `http://${HOST}:${await listen(server, port)}`;
  const issuer = await openIssuer({ ...options, url });
  server.on('request', (request, response) => {
    answer({ issuer, appUrl }, request, response).catch((error: unknown) =>
      send(response, 400, { error: String(error) }),
    );
  });
  return {
    ...issuer,
    url,
    jwksUrl: `${url}${JWKS_PATH}`,
    signInUrl: `${url}${SIGN_IN_PATH}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Desk {
  readonly issuer: Issuer;
  readonly appUrl: string | undefined;
}

async function answer(desk: Desk, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { issuer, appUrl } = desk;
  if (appUrl !== undefined && (await answerSignIn({ issuer, appUrl }, request, response))) return;
  const wanted = `${request.method} ${request.url}`;
  if (wanted === `GET ${JWKS_PATH}`) return send(response, 200, issuer.jwks);
  if (wanted !== 'POST /token') return send(response, 404, { error: `try GET ${JWKS_PATH} or POST /token` });
  const wish = WISH.safeParse(JSON.parse(await readBody(request)));
  if (!wish.success) return send(response, 400, { error: z.prettifyError(wish.error) });
  send(response, 200, { token: await issuer.mintToken(wish.data) });
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
}
