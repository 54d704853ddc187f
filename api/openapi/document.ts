// The OpenAPI document, made from the same routes and schemas that answer requests.
import { OpenAPIRegistry, OpenApiGeneratorV31, type RouteConfig } from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';
import { FAILURES, type FailureCode } from '../../domain/failures.ts';
import type { Policy } from '../auth/access.ts';
import { ProblemBody } from '../problem/problem-body.ts';
import type { Route } from '../routing/route.ts';

/** What each policy may refuse. */
const POLICY_PROBLEMS: Readonly<Record<Policy, readonly FailureCode[]>> = {
  public: [],
  visitor: [],
  customer: ['UNAUTHENTICATED', 'FORBIDDEN'],
  'shop-member': ['UNAUTHENTICATED', 'FORBIDDEN', 'SHOP_NOT_FOUND'],
  'order-reader': ['UNAUTHENTICATED', 'FORBIDDEN', 'ORDER_NOT_FOUND'],
  'order-customer': ['UNAUTHENTICATED', 'FORBIDDEN', 'ORDER_NOT_FOUND'],
  'order-decider': ['UNAUTHENTICATED', 'FORBIDDEN', 'ORDER_NOT_FOUND'],
  stripe: ['INVALID_SIGNATURE', 'BODY_TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE'],
};

/** What any request may be answered before a route has it: its address or method is none, or it is no text. */
const ANYWHERE: readonly FailureCode[] = ['MALFORMED_REQUEST', 'ROUTE_NOT_FOUND', 'METHOD_NOT_ALLOWED'];

const BODY_PROBLEMS = ['MALFORMED_REQUEST', 'BODY_TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE'] as const;

/** What may be sent again as it is, and when. */
const RETRIED: readonly string[] = ['429', '503'];
const COME_BACK = {
  'Retry-After': { required: true, description: 'Secondes', schema: { type: 'integer', minimum: 1 } },
} as const;

const IDEMPOTENT = z.object({ 'Idempotency-Key': z.string().max(255).optional() });
const RESUMED = z.object({ 'Last-Event-ID': z.string().optional() });

const isOpenToAll = (policy: Policy): boolean =>
  policy === 'public' || policy === 'visitor' || policy === 'stripe';

/** @param routes the whole table; those without a tag stay out. */
export function openApiDocument(routes: readonly Route[]) {
  const registry = new OpenAPIRegistry();
  registry.registerComponent('securitySchemes', 'bearer', {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
  });
  registry.registerComponent('securitySchemes', 'session', {
    type: 'apiKey',
    in: 'cookie',
    name: '__session',
  });
  for (const route of routes) if (route.tag !== null) registry.registerPath(describe(route, route.tag));
  return new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: '3.1.0',
    info: {
      title: 'Klik&Go Orders',
      version: '1',
      description: 'Commandes à retirer chez le boucher. Montants en centimes d’euro, heures en UTC.',
    },
    'x-anywhere': described(ANYWHERE),
  });
}

function describe(route: Route, tag: string): RouteConfig {
  return {
    method: route.method,
    path: route.path.replaceAll(/:(\w+)/g, '{$1}'),
    tags: [tag],
    summary: route.summary,
    operationId: `${route.method}${route.path.replaceAll(/\W+(\w)/g, (_, letter: string) => letter.toUpperCase())}`,
    'x-policy': route.policy,
    'x-limit': route.limit,
    security: isOpenToAll(route.policy) ? [] : [{ bearer: [] }, { session: [] }],
    request: requestOf(route),
    responses: { ...answersOf(route), ...problemsOf(route) },
  };
}

function requestOf({
  path,
  query,
  body,
  isIdempotent,
  mediaType,
}: Route): NonNullable<RouteConfig['request']> {
  const names = [...path.matchAll(/:(\w+)/g)].flatMap(([, name]) => name ?? []);
  return {
    params: z.object(Object.fromEntries(names.map((name) => [name, z.string()]))),
    ...(query === null ? {} : { query }),
    ...(isIdempotent === true ? { headers: IDEMPOTENT } : {}),
    ...(mediaType === 'text/event-stream' ? { headers: RESUMED } : {}),
    ...(body === null ? {} : { body: bodyOf(body) }),
  };
}

/** A body that may be empty may be left out. */
const bodyOf = (schema: z.ZodType) => ({
  required: !schema.safeParse({}).success,
  content: { 'application/json': { schema } },
});

function answersOf({ answers, mediaType }: Route): RouteConfig['responses'] {
  const type = mediaType ?? 'application/json';
  return Object.fromEntries(
    Object.entries(answers).map(([status, schema]) => [
      status,
      { description: 'Fait', content: { [type]: { schema } } },
    ]),
  );
}

function problemsOf({ policy, limit, body, query, problems }: Route): RouteConfig['responses'] {
  const own = body === null ? (query === null ? [] : BODY_PROBLEMS.slice(0, 1)) : BODY_PROBLEMS;
  const counted = limit === 'free' ? [] : (['TOO_MANY_REQUESTS'] as const);
  const statuses = described([...POLICY_PROBLEMS[policy], ...own, ...counted, ...problems, 'UNAVAILABLE']);
  const content = { 'application/problem+json': { schema: ProblemBody } };
  return Object.fromEntries(
    Object.entries(statuses).map(([status, description]) => [
      status,
      { description, content, ...(RETRIED.includes(status) ? { headers: COME_BACK } : {}) },
    ]),
  );
}

/** One text per HTTP status, naming every code that leads to it. */
function described(all: readonly FailureCode[]): Readonly<Record<string, string>> {
  const codes = [...new Set(all)];
  const line = (code: FailureCode): string => `\`${code}\` : ${FAILURES[code].detail}`;
  const textOf = (http: number): string =>
    codes
      .filter((code) => FAILURES[code].http === http)
      .map(line)
      .join('\n\n');
  return Object.fromEntries(codes.map((code) => [FAILURES[code].http, textOf(FAILURES[code].http)]));
}
