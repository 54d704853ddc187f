// What an answer must be, whatever was asked: a status the document names for the route, and a body of the schema it gives.
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type { ApiDescription, JsonSchema } from '../api/attacks/openapi-routes.ts';
import type { RawAnswer } from '../api/attacks/raw-request.ts';
import type { FuzzRequest } from './requests.ts';

/** @returns what is wrong with the answer; null when nothing is. */
export type Checker = (request: FuzzRequest, answer: RawAnswer) => string | null;

/** @param api the document, which is believed. */
export function createChecker(api: ApiDescription): Checker {
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  ajv.addSchema({ $id: 'document', components: { schemas: api.schemas } });
  const compiled = new Map<string, ValidateFunction>();
  const validator = (key: string, schema: JsonSchema): ValidateFunction => {
    const known = compiled.get(key) ?? ajv.compile(absolute(schema));
    compiled.set(key, known);
    return known;
  };
  const checkBody: Checker = ({ route, method }, answer) => {
    const found = documented(api, `${method} ${route.path}`, answer.status);
    if (found === null) return checkAnywhere(api, answer, validator);
    const wrong = headWrong(answer, found);
    if (wrong !== null) return wrong;
    const validate = validator(`${method} ${route.path} ${answer.status}`, found.content.schema);
    return bodiesOf(answer).every((body) => validate(body)) ? null : ajv.errorsText(validate.errors);
  };
  return (request, answer) => {
    if (answer.status >= 500) return `status ${answer.status}`;
    if (request.method === 'HEAD') return answer.body === '' ? null : 'a body for HEAD';
    // A refusal of OPTIONS may have a body, which then is checked like any other.
    if (request.method === 'OPTIONS' && answer.body === '') return null;
    return checkBody(request, answer);
  };
}

function headWrong(
  { rawHeaders, contentType }: RawAnswer,
  { mediaType, headers }: { readonly mediaType: string; readonly headers: readonly string[] },
): string | null {
  const absent = headers.find((name) => !rawHeaders.includes(name));
  if (absent !== undefined) return `no ${absent}`;
  return contentType.startsWith(mediaType) ? null : `content type ${contentType}`;
}

/** @param name of the route; with another method than was meant it may be another route. */
function documented({ routes }: ApiDescription, name: string, status: number) {
  const response = routes.find((route) => route.name === name)?.responses[String(status)];
  const [first] = Object.entries(response?.content ?? {});
  if (response === undefined || first === undefined) return null;
  return { mediaType: first[0], content: first[1], headers: Object.keys(response.headers) };
}

/** Another address or method than a route's own: only what any request may be answered. */
function checkAnywhere(
  { anywhere, schemas }: ApiDescription,
  answer: RawAnswer,
  validator: (key: string, schema: JsonSchema) => ValidateFunction,
): string | null {
  if (!anywhere.includes(answer.status)) return `undocumented status ${answer.status}`;
  if (!answer.contentType.startsWith('application/problem+json')) return `content type ${answer.contentType}`;
  const validate = validator('anywhere', schemas.Problem ?? {});
  return validate(JSON.parse(answer.body)) ? null : 'no problem details';
}

/** A stream is read until it is ready: every event it told before has a body. */
function bodiesOf({ contentType, body }: RawAnswer): unknown[] {
  if (!contentType.startsWith('text/event-stream')) return [JSON.parse(body)];
  const blocks = body.split('\n\n').filter((block) => block.startsWith('event: timeline'));
  return blocks.map((block) => JSON.parse(/^data: (.*)$/m.exec(block)?.[1] ?? 'null') as unknown);
}

const REF = '#/components/schemas/';

/** References lead to the document, wherever the schema stands. */
function absolute(schema: JsonSchema): JsonSchema {
  const text = JSON.stringify(schema).replaceAll(`"${REF}`, `"document${REF}`);
  // True: only texts within were changed.
  return JSON.parse(text) as JsonSchema;
}
