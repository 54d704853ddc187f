// Gives each route of the table its place in Express; other methods of a known address are named as such.
import { Router } from 'express';
import { parseOrderId } from '../../domain/ids.ts';
import { noteAbout } from '../edge/about-request.ts';
import { sendAnswer } from '../edge/send.ts';
import type { ApiParts } from '../parts.ts';
import { Refusal } from '../problem/refusal.ts';
import { exchangeOf } from './exchange.ts';
import type { Route } from './route.ts';

export function routeRouter(routes: readonly Route[], parts: ApiParts): Router {
  const router = Router({ strict: false, caseSensitive: true });
  for (const route of routes) {
    router[route.method](route.path, async (request, response) => {
      const exchange = exchangeOf(request, response, route.limit);
      noteAbout(response, { route: route.path, orderId: parseOrderId(exchange.param('orderId')) });
      const answer = await route.answer(parts, exchange);
      if (answer.kind === 'stream') noteAbout(response, { isStream: true });
      sendAnswer(response, answer);
    });
  }
  for (const path of new Set(routes.map((route) => route.path))) {
    const allow = methodsOf(routes.filter((route) => route.path === path));
    router.all(path, (request, response) => {
      noteAbout(response, { route: path });
      if (request.method !== 'OPTIONS') throw new Refusal('METHOD_NOT_ALLOWED', { allow });
      response.set('Allow', allow.join(', ')).status(204).end();
    });
  }
  router.use(() => {
    throw new Refusal('ROUTE_NOT_FOUND');
  });
  return router;
}

const methodsOf = (routes: readonly Route[]): string[] =>
  routes.flatMap(({ method }) => (method === 'get' ? ['GET', 'HEAD'] : ['POST']));
