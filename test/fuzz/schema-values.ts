// Values that a JSON schema of the OpenAPI document allows, as fast-check draws them. Knows what our document uses.
import fc from 'fast-check';
import { z } from 'zod';

const Schema = z.looseObject({
  $ref: z.string().optional(),
  type: z.union([z.string(), z.array(z.string())]).optional(),
  enum: z.array(z.unknown()).optional(),
  anyOf: z.array(z.unknown()).optional(),
  properties: z.record(z.string(), z.unknown()).default({}),
  required: z.array(z.string()).default([]),
  items: z.unknown().optional(),
  minItems: z.int().default(0),
  maxItems: z.int().default(5),
  minLength: z.int().default(0),
  maxLength: z.int().default(100),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  format: z.string().optional(),
});
type Schema = z.output<typeof Schema>;
type Value = fc.Arbitrary<unknown>;

export interface Vocabulary {
  readonly schemas: Readonly<Record<string, unknown>>;
  /** Values that mean something, by the name of a property or parameter: ids of shops and orders that exist. */
  readonly known: Readonly<Record<string, readonly unknown[]>>;
}

const REF = '#/components/schemas/';
/** Of ten values with a name, as many are known ones. */
const KNOWN_WEIGHT = 8;

/** @param name of the property or parameter it is for. @throws for a schema of a kind not known here. */
export function valueFor(sent: unknown, vocabulary: Vocabulary, name = ''): Value {
  const known = vocabulary.known[name] ?? [];
  const free = freeValue(Schema.parse(sent), vocabulary);
  if (known.length === 0) return free;
  return fc.oneof(
    { weight: KNOWN_WEIGHT, arbitrary: fc.constantFrom(...known) },
    { weight: 10 - KNOWN_WEIGHT, arbitrary: free },
  );
}

function freeValue(schema: Schema, vocabulary: Vocabulary): Value {
  const { $ref, anyOf, type = 'object' } = schema;
  if ($ref !== undefined) return valueFor(vocabulary.schemas[$ref.slice(REF.length)], vocabulary);
  if (anyOf !== undefined) return fc.oneof(...anyOf.map((one) => valueFor(one, vocabulary)));
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  return fc.oneof(...[type].flat().map((one) => typed(one, schema, vocabulary)));
}

function typed(type: string, schema: Schema, vocabulary: Vocabulary): Value {
  switch (type) {
    case 'null':
      return fc.constant(null);
    case 'boolean':
      return fc.boolean();
    case 'string':
      return text(schema);
    case 'integer':
      return fc.integer({ min: schema.minimum ?? -1_000, max: schema.maximum ?? 1_000 });
    case 'number':
      return fc.oneof(
        fc.integer({ min: 1, max: 2_000 }),
        fc.double({ noNaN: true, noDefaultInfinity: true }),
      );
    case 'array':
      return fc.array(valueFor(schema.items, vocabulary), {
        minLength: schema.minItems,
        maxLength: Math.min(schema.maxItems, schema.minItems + 4),
      });
    case 'object':
      return record(schema, vocabulary);
    default:
      throw new Error(`no values of type ${type}`);
  }
}

function text({ format, minLength, maxLength }: Schema): Value {
  switch (format) {
    case 'date-time': {
      const soon = fc.integer({ min: -2, max: 200 }).map((hours) => Date.now() + hours * 3_600_000);
      return soon.map((at) => new Date(at).toISOString());
    }
    case 'email':
      return fc.emailAddress();
    case undefined:
      return fc.string({ unit: 'grapheme', minLength, maxLength });
    default:
      throw new Error(`no texts of format ${format}`);
  }
}

function record({ properties, required }: Schema, vocabulary: Vocabulary): Value {
  const fields = Object.entries(properties).map(
    ([name, schema]) => [name, valueFor(schema, vocabulary, name)] as const,
  );
  return fc.record(Object.fromEntries(fields), { requiredKeys: required });
}
