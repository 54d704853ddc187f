// The server around the application: how long connections live, and how they end.
import { createServer, type RequestListener, type Server } from 'node:http';

/** Milliseconds; longer than load balancers keep idle connections, so that they never use one we just closed. */
const KEEP_ALIVE = 65_000;
/** Milliseconds between looks for connections whose last request is done. */
const SWEEP = 50;

export function createHttpServer(app: RequestListener): Server {
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE, headersTimeout: KEEP_ALIVE + 1_000 }, app);
  server.on('request', (_request, response) => {
    if (!server.listening) response.setHeader('Connection', 'close');
  });
  return server;
}

/** Takes no new connections, lets the requests under way finish, and closes what lies idle. */
export function drainHttpServer(server: Server): Promise<void> {
  const sweep = setInterval(() => server.closeIdleConnections(), SWEEP);
  return new Promise((resolve) => {
    server.close(() => {
      clearInterval(sweep);
      resolve();
    });
  });
}
