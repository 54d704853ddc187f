// Checks Stripe objects and requests against the `stripe` package's own types: unknown or missing fields are failures.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv, type ValidateFunction } from 'ajv';
import Stripe from 'stripe';
import { compileShapes } from './stripe-schema-compiler.ts';
import { SHAPES_FILE, type StripeShapes } from './stripe-shapes.ts';

const here = dirname(fileURLToPath(import.meta.url));
const EVENT: keyof StripeShapes['answers'] = 'event';

export interface StripeSchema {
  /** What is wrong with an object Stripe (or the double) answered or sent; empty when nothing is. */
  problemsOfAnswer(answer: unknown): string[];
  /** The same for a request: `params` as decoded from its form, all texts. */
  problemsOfRequest(method: string, path: string, params: object): string[];
}

/** Compiling takes seconds, so the result is kept until the package or the compiler changes. */
export function loadStripeSchema(): StripeSchema {
  const schema = { $id: 'stripe', ...readOrCompile() };
  const strictly = new Ajv({ allErrors: true, strict: false }).addSchema(schema);
  // Forms carry only texts: "1245" is a fine number there.
  const fromTexts = new Ajv({ allErrors: true, strict: false, coerceTypes: true }).addSchema(schema);
  return {
    problemsOfAnswer: (answer) => problemsOfAnswer(strictly, answer),
    problemsOfRequest(method, path, params) {
      const route = `${method} ${path.replace(/\/(?:cs_test_|[a-z]{2,5}_)[A-Za-z0-9]+/, '/:id')}`;
      const validate = validatorOf(fromTexts, route);
      if (validate === undefined) return [`${route}: no such request in the SDK's types`];
      return problemsOf(validate, structuredClone(params), route);
    },
  };
}

function problemsOfAnswer(ajv: Ajv, answer: unknown): string[] {
  if (!isRecord(answer)) return ['not an object'];
  if (answer.object === 'list') return problemsOfList(ajv, answer);
  const name = answer.deleted === true ? `deleted ${String(answer.object)}` : String(answer.object);
  const validate = validatorOf(ajv, name);
  if (validate === undefined) return [`${name}: not among the SDK's types`];
  if (name !== EVENT) return problemsOf(validate, answer, name);
  const { data, ...envelope } = answer;
  if (!isRecord(data)) return ['event: no data'];
  return [
    // The SDK types each event's object apart from the envelope.
    ...problemsOf(validate, { ...envelope, data: { object: {} } }, name),
    ...problemsOfAnswer(ajv, data.object),
  ];
}

function problemsOfList(ajv: Ajv, list: Record<string, unknown>): string[] {
  const { object: _object, data, has_more: more, url, ...unknown } = list;
  const problems = Object.keys(unknown).map((name) => `list: unknown field ${name}`);
  if (typeof more !== 'boolean') problems.push('list: has_more');
  if (typeof url !== 'string') problems.push('list: url');
  if (!Array.isArray(data)) return [...problems, 'list: data'];
  return [...problems, ...data.flatMap((item) => problemsOfAnswer(ajv, item))];
}

function validatorOf(ajv: Ajv, name: string): ValidateFunction | undefined {
  const pointer = name.replaceAll('~', '~0').replaceAll('/', '~1');
  return ajv.getSchema(`stripe#/$defs/${encodeURIComponent(pointer)}`);
}

function problemsOf(validate: ValidateFunction, value: unknown, name: string): string[] {
  if (validate(value)) return [];
  return (validate.errors ?? []).map((error) => {
    const detail =
      'additionalProperty' in error.params ? ` (${String(error.params.additionalProperty)})` : '';
    return `${name}${error.instancePath} ${error.message ?? ''}${detail}`;
  });
}

function readOrCompile(): { $defs: object } {
  const sources = ['stripe-shapes.ts', 'stripe-schema-compiler.ts'].map((file) =>
    readFileSync(join(here, file)),
  );
  const hash = createHash('sha256').update(Stripe.PACKAGE_VERSION);
  for (const source of sources) hash.update(source);
  const cached = join(here, '../../.cache', `stripe-schema-${hash.digest('hex').slice(0, 16)}.json`);
  if (!existsSync(cached)) {
    mkdirSync(dirname(cached), { recursive: true });
    // Written aside first: several test processes may do this at once.
    const fresh = `${cached}.${process.pid}`;
    writeFileSync(fresh, JSON.stringify(compileShapes(SHAPES_FILE)));
    renameSync(fresh, cached);
  }
  // Written just above, or by an earlier run of the same sources.
  return JSON.parse(readFileSync(cached, 'utf8')) as { $defs: object };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
