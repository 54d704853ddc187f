// The HTTP application: what every request passes through, and the route table.
import express, { type Express } from 'express';
import { catchErrors } from './edge/catch-errors.ts';
import { allowOrigins } from './edge/cors.ts';
import { keepNothing } from './edge/keep-nothing.ts';
import { watchProxies } from './edge/proxy-watch.ts';
import { watchRequests } from './edge/request-watch.ts';
import { securityHeaders } from './edge/security-headers.ts';
import type { ApiParts } from './parts.ts';
import { ROUTES } from './route-table.ts';
import { routeRouter } from './routing/route-router.ts';

export function createApp(parts: ApiParts): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('trust proxy', parts.trustProxyHops);
  app.use(watchRequests(parts));
  app.use(watchProxies(parts));
  app.use(securityHeaders(parts.origins[0]?.startsWith('https:') ?? false));
  app.use(allowOrigins(parts.origins));
  app.use(keepNothing);
  app.use(routeRouter(ROUTES, parts));
  app.use(catchErrors(parts));
  return app;
}
