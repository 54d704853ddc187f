// What nobody should send: values bent out of shape, and JSON that is hardly any.
import fc from 'fast-check';

const ODD_TEXTS = [
  '',
  ' ',
  '\u0000',
  '\u202e',
  '\ud800',
  '𝓑𝓸𝓮𝓾𝓯',
  "' OR 1=1 --",
  '../../etc/passwd',
  '{{7*7}}',
  '<script>',
  '%00',
  'constructor',
  '__proto__',
  'x'.repeat(10_000),
];
const ODD_NUMBERS = [0, -0, -1, 0.1, 1e9, 1e21, 1e308, -1e308, 5e-324, 2 ** 31, 2 ** 53, -(2 ** 63)];
const PROTOTYPE_KEYS = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  '',
  '0',
  'id',
  'status',
  'totalCents',
  'priceCents',
  'customerId',
];

const nested = fc
  .integer({ min: 1, max: 500 })
  // True of all that JSON holds.
  .map((depth) => JSON.parse(`${'['.repeat(depth)}${']'.repeat(depth)}`) as unknown);

const oddValue: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(...ODD_TEXTS, ...ODD_NUMBERS, null, true, [], {}),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.jsonValue({ maxDepth: 3 }),
);

type Bend = (value: unknown) => fc.Arbitrary<unknown>;
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Adds, drops or replaces one thing in an object, at the top or below. */
const bendField: Bend = (value) => {
  if (!isObject(value) || Object.keys(value).length === 0) return oddValue;
  return fc.constantFrom(...Object.keys(value)).chain((key) => {
    const { [key]: field, ...rest } = value;
    return fc.oneof(
      fc.constant(rest),
      oddValue.map((odd) => ({ ...rest, [key]: odd })),
      bend(field).map((bent) => ({ ...rest, [key]: bent })),
    );
  });
};

const addField: Bend = (value) =>
  fc
    .tuple(fc.oneof(fc.constantFrom(...PROTOTYPE_KEYS), fc.string({ maxLength: 12 })), oddValue)
    .map(([key, odd]) => {
      const copy = Object.assign(Object.create(null), isObject(value) ? value : {}) as Record<
        string,
        unknown
      >;
      copy[key] = odd;
      return copy;
    });

const bendList: Bend = (value) => {
  if (!Array.isArray(value) || value.length === 0) return oddValue;
  // True: what an array of unknown things holds is unknown.
  const list = value as unknown[];
  return fc.oneof(
    bend(list[0]).map((bent) => [bent, ...list.slice(1)]),
    fc.constant(Array.from({ length: 51 }, () => list[0])),
    oddValue.map((odd) => [...list, odd]),
  );
};

export function bend(value: unknown): fc.Arbitrary<unknown> {
  if (Array.isArray(value)) return bendList(value);
  return isObject(value) ? fc.oneof(bendField(value), addField(value)) : fc.oneof(oddValue, nested);
}

const cut = (text: string) => fc.nat({ max: text.length }).map((end) => text.slice(0, end));

/** The JSON of a value, damaged as text. */
export function damaged(value: unknown): fc.Arbitrary<string | Uint8Array> {
  const text = JSON.stringify(value) ?? '';
  return fc.oneof(
    cut(text),
    fc.constantFrom(
      `${text}${text}`,
      `\ufeff${text}`,
      `[${text}`,
      text.replace('{', '{"shopId":"x",'),
      text.replace('{', '{"__proto__":{"role":"operator"},'),
      text.replaceAll('"', "'"),
      text.replaceAll(/\d+/g, 'NaN'),
      text.replaceAll(/\d+/g, '1e400'),
    ),
    fc.integer({ min: 1, max: 20_000 }).map((depth) => '['.repeat(depth)),
    fc.integer({ min: 1, max: 20_000 }).map((depth) => '{"a":'.repeat(depth)),
    fc.constant(`{"note":"${'x'.repeat(150_000)}"}`),
    fc.uint8Array({ maxLength: 60 }),
  );
}
