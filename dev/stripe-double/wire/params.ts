// Reads decoded form values by a schema, and turns what is wrong into Stripe's own words.
import { z } from 'zod';
import { refuseParams, type StripeRefusal } from './errors.ts';
import type { Form } from './form.ts';

const MAX_CENTS = 99_999_999;

/** Texts that may not be emptied. */
export const textParam = (max = 5000) =>
  z.string().min(1, 'empty').max(max, `Invalid string: must be at most ${max} characters`);

export const integerParam = z
  .string()
  .regex(/^-?\d{1,15}$/, { error: (issue) => `Invalid integer: ${String(issue.input)}` })
  .transform(Number);

export const booleanParam = z
  .enum(['true', 'false'], { error: (issue) => `Invalid boolean: ${String(issue.input)}` })
  .transform((text) => text === 'true');

/** Cents, at least one. */
export const amountParam = integerParam.pipe(
  z
    .number()
    .min(1, 'This value must be greater than or equal to 1.')
    .max(MAX_CENTS, 'Invalid integer: too large'),
);

export const urlParam = textParam(5000).refine(isWebUrl, 'Not a valid URL');

/** Up to 50 pairs; keys up to 40, values up to 500 characters; an empty value removes its key. */
export const metadataParam = z
  .record(z.string().max(40), z.string().max(500))
  .refine((metadata) => Object.keys(metadata).length <= 50, 'Metadata can have up to 50 keys');

export const pageParams = {
  ending_before: textParam().optional(),
  limit: integerParam
    .pipe(
      z
        .number()
        .min(1, 'This value must be greater than or equal to 1.')
        .max(100, 'This value must be less than or equal to 100.'),
    )
    .optional(),
  starting_after: textParam().optional(),
};

export const createdParam = z
  .union([
    integerParam,
    z.strictObject({
      gt: integerParam.optional(),
      gte: integerParam.optional(),
      lt: integerParam.optional(),
      lte: integerParam.optional(),
    }),
  ])
  .optional();

/** Adds pairs, and removes those whose new value is empty. */
export function mergeMetadata(
  before: Readonly<Record<string, string>>,
  changes: Readonly<Record<string, string>>,
): Record<string, string> {
  return Object.fromEntries(Object.entries({ ...before, ...changes }).filter(([, value]) => value !== ''));
}

/** Parses, or refuses the first thing that is wrong. */
export function readParams<S extends z.ZodType>(schema: S, form: Form): z.infer<S> {
  const result = schema.safeParse(form);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw issue === undefined ? refuseParams({ message: 'Invalid request.' }) : describe(issue, form);
}

function describe(issue: z.core.$ZodIssue, form: Form): StripeRefusal {
  if (issue.code === 'unrecognized_keys') {
    const param = bracket([...issue.path, issue.keys[0] ?? '']);
    return refuseParams({
      code: 'parameter_unknown',
      message: `Received unknown parameter: ${param}`,
      param,
    });
  }
  const param = bracket(issue.path);
  const value = valueAt(form, issue.path);
  if (value === undefined)
    return refuseParams({ code: 'parameter_missing', message: `Missing required param: ${param}.`, param });
  if (value === '')
    return refuseParams({
      code: 'parameter_invalid_empty',
      message: `You passed an empty string for '${param}'. We assume empty values are an attempt to unset a parameter; however '${param}' cannot be unset. You should remove '${param}' from your request or supply a non-empty value.`,
      param,
    });
  return refuseParams({ ...codeOf(issue.message), message: sentenceOf(issue, param), param });
}

function codeOf(message: string): { code?: string } {
  if (message.startsWith('Invalid integer') || message.startsWith('This value must be'))
    return { code: 'parameter_invalid_integer' };
  if (message.startsWith('Not a valid URL')) return { code: 'url_invalid' };
  return message.startsWith('Invalid email') ? { code: 'email_invalid' } : {};
}

function sentenceOf(issue: z.core.$ZodIssue, param: string): string {
  if (issue.code !== 'invalid_value') return issue.message;
  return `Invalid ${param}: must be one of ${issue.values.map(String).join(', ')}`;
}

/** `line_items[0][price_data]`. */
function bracket(path: readonly PropertyKey[]): string {
  const [head = '', ...rest] = path.map(String);
  return head + rest.map((part) => `[${part}]`).join('');
}

function valueAt(form: Form, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    // A key of anything that is an object may be asked for; whether it is there is what we want to know.
    (at, key) =>
      typeof at === 'object' && at !== null ? (at as Record<PropertyKey, unknown>)[key] : undefined,
    form,
  );
}

function isWebUrl(text: string): boolean {
  return URL.canParse(text) && /^https?:\/\//.test(text);
}
