// An address that serves an issuer's public keys, and remembers what else it was asked for.
import { createServer } from 'node:http';
import { HOST, listen } from '../../dev/processes/listen.ts';

export interface KeyEndpoint {
  /** `http://127.0.0.1:<port>` */
  readonly issuer: string;
  readonly url: URL;
  /** Requests for other paths than the keys'. */
  readonly strays: readonly string[];
  close(): Promise<void>;
}

const PATH = '/.well-known/jwks.json';

/** @param keys asked for anew by each request. */
export async function serveKeys(keys: () => readonly object[]): Promise<KeyEndpoint> {
  const strays: string[] = [];
  const server = createServer((request, response) => {
    if (request.url !== PATH) strays.push(request.url ?? '');
    response.setHeader('Content-Type', 'application/json').end(JSON.stringify({ keys: keys() }));
  });
  const issuer = `http://${HOST}:${await listen(server, 0)}`;
  return {
    issuer,
    url: new URL(PATH, issuer),
    strays,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
