// The routes as the API itself describes them in its OpenAPI document: what the attacks are generated from.
import { z } from 'zod';

const Schema = z.record(z.string(), z.unknown());
const Content = z.record(z.string(), z.looseObject({ schema: Schema }));
const Parameter = z.looseObject({
  name: z.string(),
  in: z.enum(['path', 'query', 'header']),
  schema: Schema,
});
const Operation = z.looseObject({
  'x-policy': z.string(),
  parameters: z.array(Parameter).default([]),
  requestBody: z.looseObject({ required: z.boolean(), content: Content }).optional(),
  responses: z.record(
    z.string(),
    z.looseObject({ content: Content, headers: z.record(z.string(), z.unknown()).default({}) }),
  ),
});
const Document = z.looseObject({
  'x-anywhere': z.record(z.string(), z.string()),
  paths: z.record(z.string(), z.record(z.enum(['get', 'post']).or(z.string()), Operation)),
  components: z.looseObject({ schemas: z.record(z.string(), Schema) }),
});

export type JsonSchema = z.output<typeof Schema>;

export interface ApiRoute extends z.output<typeof Operation> {
  readonly method: string;
  /** As OpenAPI writes it: `/api/orders/{orderId}`. */
  readonly path: string;
  /** `GET /api/orders/{orderId}`. */
  readonly name: string;
}

export interface ApiDescription {
  readonly routes: readonly ApiRoute[];
  readonly schemas: Readonly<Record<string, JsonSchema>>;
  /** What any request may be answered, whatever its address. */
  readonly anywhere: readonly number[];
}

/** @param url of an API that runs. @throws when a route does not say its policy. */
export async function readApiDescription(url: string): Promise<ApiDescription> {
  const document = Document.parse(await (await fetch(`${url}/openapi.json`)).json());
  const routes = Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([verb, operation]) => {
      const method = verb.toUpperCase();
      return { ...operation, method, path, name: `${method} ${path}` };
    }),
  );
  return {
    routes,
    schemas: document.components.schemas,
    anywhere: Object.keys(document['x-anywhere']).map(Number),
  };
}
