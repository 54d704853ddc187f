// The OpenAPI document: whole, consistent, and true of the running API.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ROUTES } from '../../api/route-table.ts';
import { openWorld, type World } from './api-world.ts';

const Operation = z.looseObject({
  operationId: z.string(),
  summary: z.string().min(1),
  tags: z.array(z.string()),
  security: z.array(z.record(z.string(), z.array(z.string()))),
  parameters: z
    .array(z.looseObject({ name: z.string(), in: z.string(), required: z.boolean().optional() }))
    .optional(),
  'x-limit': z.string(),
  responses: z.record(
    z.string(),
    z.looseObject({ description: z.string(), headers: z.record(z.string(), z.unknown()).optional() }),
  ),
});
const Document = z.looseObject({
  openapi: z.literal('3.1.0'),
  info: z.looseObject({ title: z.string(), version: z.string() }),
  paths: z.record(z.string(), z.record(z.string(), Operation)),
  components: z.looseObject({
    schemas: z.record(z.string(), z.unknown()),
    securitySchemes: z.record(z.string(), z.unknown()),
  }),
});

let world: World;
let text: string;
let document: z.output<typeof Document>;
beforeAll(async () => {
  world = await openWorld();
  text = await (await fetch(`${world.url}/openapi.json`)).text();
  document = Document.parse(JSON.parse(text));
});
afterAll(() => world.close());

const operations = () =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );

describe('the document', () => {
  it('names every documented route of the table, and no other', () => {
    const documented = ROUTES.filter(({ tag }) => tag !== null).map(
      ({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`,
    );
    expect(
      operations()
        .map(({ method, path }) => `${method} ${path}`)
        .toSorted(),
    ).toEqual(documented.toSorted());
  });

  it('every reference leads somewhere', () => {
    const names = [...text.matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name);
    expect(names.length).toBeGreaterThan(20);
    for (const name of names) expect(Object.keys(document.components.schemas)).toContain(name);
  });

  it('every operation has its own id, and every path parameter is described', () => {
    const ids = operations().map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { path, operation } of operations()) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const described = (operation.parameters ?? []).filter((parameter) => parameter.in === 'path');
      expect(described.map(({ name }) => name)).toEqual(inPath);
    }
  });

  it('placing takes an Idempotency-Key; lists take status, cursor and limit', () => {
    const names = (method: string, path: string) =>
      document.paths[path]?.[method]?.parameters?.map(({ name }) => name).toSorted();
    expect(names('post', '/api/checkout')).toEqual(['Idempotency-Key']);
    expect(names('get', '/api/orders')).toEqual(['cursor', 'limit', 'status']);
    expect(names('get', '/api/shops/{shopId}/orders')).toEqual([
      'cursor',
      'limit',
      'placedBefore',
      'placedFrom',
      'shopId',
      'status',
    ]);
  });

  it('what needs a token says so, and what it answers without', () => {
    for (const { path, operation } of operations()) {
      const isOpen = !('401' in operation.responses);
      expect([path, operation.security.length === 0]).toEqual([path, isOpen]);
    }
  });

  it('what is counted says so, and names 429; what may be sent again says that it says when', () => {
    const free = operations().filter(({ operation }) => !('429' in operation.responses));
    expect(free.map(({ path, operation }) => [path, operation['x-limit']])).toEqual([
      ['/healthz', 'free'],
      ['/readyz', 'free'],
    ]);
    const retried = operations().flatMap(({ operation: { responses } }) =>
      ['429', '503'].flatMap((status) => responses[status] ?? []),
    );
    expect(retried.length).toBeGreaterThan(40);
    for (const { headers } of retried) {
      expect(headers?.['Retry-After']).toMatchObject({ required: true, schema: { type: 'integer' } });
    }
  });

  it('placing names what keeps an order from being placed for now', () => {
    for (const path of ['/api/checkout', '/api/orders']) {
      expect(document.paths[path]?.post?.responses['429']?.description).toMatch(
        /`TOO_MANY_REQUESTS`[\s\S]*`TOO_MANY_UNPAID_ORDERS`[\s\S]*`SHOP_FULL`/,
      );
    }
  });

  it('an order’s schema forbids unknown fields', () => {
    expect(document.components.schemas.PlaceOrder).toMatchObject({ additionalProperties: false });
  });
});
