// The kinds of values an environment variable can have. Messages never repeat the value.
import { z } from 'zod';
import { readPayloadKeys } from './payloads/payload-keys.ts';

export const longText = z.string().trim().min(1);

export const text = (fallback: string) => longText.default(fallback);

/** A whole number from `least` to `most`, or else `fallback`. */
export const count = (least: number, most: number, fallback: number) =>
  wholeNumber(least, most).default(fallback);

/** From `least` to `most`. */
export function wholeNumber(least: number, most: number) {
  const message = `expected a whole number from ${least} to ${most}`;
  return z
    .string()
    .regex(/^\d{1,9}$/, message)
    .transform(Number)
    .refine((value) => value >= least && value <= most, message);
}

/** From 0 to 1. */
export function ratio(fallback: number) {
  const message = 'expected a number from 0 to 1';
  return z
    .string()
    .regex(/^(0(\.\d{1,9})?|1(\.0{1,9})?)$/, message)
    .transform(Number)
    .default(fallback);
}

/** @param protocols with their colon, e.g. `https:`. */
export function url(protocols: readonly string[]) {
  const message = `expected a URL starting with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`;
  return z.string().refine((value) => hasProtocol(value, protocols), message);
}

function hasProtocol(value: string, protocols: readonly string[]): boolean {
  return URL.canParse(value) && protocols.includes(new URL(value).protocol);
}

export const HOST_AND_PORT = /^[^\s:/]+:\d{1,5}$/;

/** `host:port`. */
export const address = (fallback: string) =>
  z.string().regex(HOST_AND_PORT, 'expected host:port').default(fallback);

const yesOrNo = z.enum(['true', 'false'], { error: 'expected true or false' });

export const switched = yesOrNo.default('false').transform((value) => value === 'true');

/** Undefined where nobody has said. */
export const decided = yesOrNo.transform((value) => value === 'true').optional();

/** `orders@shop.example`, or with a name before it: `Klik&Go <orders@shop.example>`. */
export const mailbox = longText.regex(
  /^(?:[^<>\r\n]*<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/,
  'expected an address, or a name and an address in <>',
);

/** What Temporal, a label and a name in Kubernetes all take. */
export const buildId = z
  .string()
  .regex(/^[a-z0-9]([a-z0-9.-]{0,38}[a-z0-9])?$/, 'expected at most 40 of a-z, 0-9, dots and dashes');

/** Temporal puts a dot between it and the build. */
export const deploymentName = (fallback: string) =>
  z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'expected letters a-z, digits and dashes')
    .default(fallback);

const list = z
  .string()
  .default('')
  .transform((value) =>
    value
      .split(',')
      .map((entry) => entry.trim())
      .filter((entry) => entry !== ''),
  );

/** Comma-separated origins, `https://host[:port]`, without a path. */
export const originList = list.refine(
  (origins) => origins.every((origin) => URL.canParse(origin) && new URL(origin).origin === origin),
  'expected origins like https://shop.example, separated by commas',
);

/** One secret, or several while one replaces the other. A blank entry is a mistake, not an absent secret. */
export const webhookSecrets = z
  .string()
  .transform((value) => value.split(',').map((secret) => secret.trim()))
  .refine(
    (secrets) => secrets.every((secret) => /^whsec_\S+$/.test(secret)),
    'expected one or more secrets starting with whsec_, separated by commas, none blank',
  );

/** `<id>:<base64 of 32 bytes>`, separated by commas: the first one encrypts, unless `plain` stands in its place. */
export const payloadKeys = z.string().transform((value, context) => {
  const reading = readPayloadKeys(value);
  if (reading.kind === 'good') return reading.keys;
  for (const message of reading.problems) context.addIssue({ code: 'custom', message });
  return z.NEVER;
});
