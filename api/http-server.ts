// The server around the application: how long connections live, and how they end.
import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { Server as TcpServer } from 'node:net';

/** Milliseconds; longer than load balancers keep idle connections, so that they never use one we just closed. */
const KEEP_ALIVE = 65_000;
/** Milliseconds for a request's headers, from its first byte, or from the connection: they are a packet or two. */
const HEADERS_WITHIN = 6_000;
/** Milliseconds for the whole request: several times what a large order (10 kB) takes on a slow telephone (64 kbit/s). */
const REQUEST_WITHIN = 8_000;
/** Milliseconds between looks for those that take longer: whoever trickles is gone within 15 s. Node's own are 30 s. */
const LOOK_EVERY = 1_000;
/** Browsers behind proxies send some thirty; Node would keep 2,000. */
const MOST_HEADERS = 100;
/** Milliseconds in which a request may still come on an idle connection, once nobody new may connect. */
const FAREWELL = 1_000;
/** Milliseconds between looks for connections whose last request is done. */
const SWEEP = 50;

const underWay = new WeakMap<Server, Set<ServerResponse>>();
const leaving = new WeakSet<Server>();

export function createHttpServer(app: RequestListener): Server {
  const patience = {
    keepAliveTimeout: KEEP_ALIVE,
    headersTimeout: HEADERS_WITHIN,
    requestTimeout: REQUEST_WITHIN,
    connectionsCheckingInterval: LOOK_EVERY,
  };
  const server = createServer(patience, app);
  server.maxHeadersCount = MOST_HEADERS;
  const responses = new Set<ServerResponse>();
  underWay.set(server, responses);
  // Before the application, which may answer in the same turn.
  server.prependListener('request', (_request, response) => {
    if (leaving.has(server)) endConnectionWith(response);
    responses.add(response);
    response.once('close', () => responses.delete(response));
  });
  return server;
}

function endConnectionWith(response: ServerResponse): void {
  if (!response.headersSent) response.setHeader('Connection', 'close');
}

/** From now on each answer tells its sender not to use that connection again. New ones are still taken. */
export function turnAway(server: Server): void {
  leaving.add(server);
  for (const response of underWay.get(server) ?? []) endConnectionWith(response);
}

/**
 * Takes no new connections and lets the requests under way finish. Idle connections live on for a moment: a request may
 * be on its way on one of them, and the answer tells its sender not to use that connection again.
 */
export async function drainHttpServer(server: Server): Promise<void> {
  // Connections that were made before this turn of the loop have been accepted by the next.
  await new Promise(setImmediate);
  // Not the HTTP server's own `close`, which cuts idle connections at once.
  const closed = new Promise((resolve) => void TcpServer.prototype.close.call(server, resolve));
  turnAway(server);
  let sweep: NodeJS.Timeout | undefined;
  const farewell = setTimeout(() => {
    sweep = setInterval(() => server.closeIdleConnections(), SWEEP);
  }, FAREWELL);
  await closed;
  clearTimeout(farewell);
  clearInterval(sweep);
}
