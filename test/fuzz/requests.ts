// Requests drawn from the OpenAPI document: valid ones, and what someone might make of them.
import fc from 'fast-check';
import type { ApiDescription, ApiRoute } from '../api/attacks/openapi-routes.ts';
import type { RawRequest } from '../api/attacks/raw-request.ts';
import { bend, damaged } from './mutations.ts';
import { encoded, oddHeaders, oddQuery, oddSegment } from './oddities.ts';
import { type Vocabulary, valueFor } from './schema-values.ts';

export interface FuzzRequest extends RawRequest {
  /** The route it is meant for. */
  readonly route: ApiRoute;
  /** Who sends it, for who reads of a failure. */
  readonly who: string;
}

export interface FuzzSource {
  readonly api: ApiDescription;
  readonly known: Vocabulary['known'];
  /** Headers that say who one is, by name. */
  readonly callers: Readonly<Record<string, readonly string[]>>;
}

const ODD_METHODS = [
  'PUT',
  'DELETE',
  'PATCH',
  'OPTIONS',
  'HEAD',
  'TRACE',
  'PROPFIND',
  'QUERY',
  'GET',
  'POST',
];
const JSON_TYPE = ['Content-Type', 'application/json'];
/** Of a hundred, how many get each oddity. */
const rarely = <T>(usual: fc.Arbitrary<T>, odd: fc.Arbitrary<T>, percent = 12): fc.Arbitrary<T> =>
  fc.oneof({ weight: 100 - percent, arbitrary: usual }, { weight: percent, arbitrary: odd });

export function fuzzRequest(source: FuzzSource): fc.Arbitrary<FuzzRequest> {
  const { routes } = source.api;
  return fc.constantFrom(...routes).chain((route) => requestFor(route, source));
}

function requestFor(route: ApiRoute, source: FuzzSource): fc.Arbitrary<FuzzRequest> {
  const words: Vocabulary = { schemas: source.api.schemas, known: source.known };
  return fc
    .record({
      method: rarely(fc.constant(route.method), fc.constantFrom(...ODD_METHODS), 4),
      path: pathOf(route, words),
      query: rarely(queryOf(route, words), oddQuery),
      who: fc.constantFrom(...Object.keys(source.callers)),
      headers: rarely(headersOf(route, words), oddHeaders),
      body: bodyOf(route, words),
    })
    .map(({ method, path, query, who, headers, body }) => ({
      route,
      who,
      method,
      path: query === '' ? path : `${path}?${query}`,
      headers: [...(source.callers[who] ?? []), ...contentType(headers, body), ...headers],
      ...(body === null ? {} : { body }),
    }));
}

const contentType = (headers: readonly string[], body: unknown): readonly string[] =>
  body === null || headers.includes('Content-Type') ? [] : JSON_TYPE;

function pathOf({ path }: ApiRoute, { known }: Vocabulary): fc.Arbitrary<string> {
  const segments = path.split('/').map((segment) => {
    const name = /^\{(\w+)\}$/.exec(segment)?.[1];
    if (name === undefined) return fc.constant(segment);
    return rarely(fc.constantFrom(...(known[name] ?? ['x']).map(String)), oddSegment);
  });
  const usual = fc.tuple(...segments).map((parts) => parts.join('/'));
  return rarely(
    usual,
    usual.map((text) => `${text}/`),
    2,
  );
}

function queryOf({ parameters }: ApiRoute, words: Vocabulary): fc.Arbitrary<string> {
  const asked = parameters.filter((one) => one.in === 'query');
  const values = asked.map(({ name, schema }) => [name, valueFor(schema, words, name)] as const);
  return fc.record(Object.fromEntries(values), { requiredKeys: [] }).map((query) =>
    Object.entries(query)
      .map(([name, value]) => `${name}=${encoded(String(value))}`)
      .join('&'),
  );
}

function headersOf({ parameters }: ApiRoute, words: Vocabulary): fc.Arbitrary<readonly string[]> {
  const [one] = parameters.filter((parameter) => parameter.in === 'header');
  if (one === undefined) return fc.constant([]);
  const values = (words.known[one.name] ?? ['1']).map((value) => [one.name, String(value)]);
  return fc.constantFrom<readonly string[]>([], ...values);
}

function bodyOf(route: ApiRoute, words: Vocabulary): fc.Arbitrary<string | Uint8Array | null> {
  const schema = route.requestBody?.content['application/json']?.schema;
  if (schema === undefined) return rarely(fc.constant(null), damaged({}), route.method === 'POST' ? 50 : 3);
  return valueFor(schema, words).chain((value) =>
    fc.oneof(
      { weight: 45, arbitrary: fc.constant(JSON.stringify(value)) },
      { weight: 40, arbitrary: bend(value).map((bent) => JSON.stringify(bent) ?? '') },
      { weight: 12, arbitrary: damaged(value) },
      { weight: 3, arbitrary: fc.constant(null) },
    ),
  );
}
