// Webhooks nobody at Stripe has sent: a true event, changed after it was signed, or signed as no event of Stripe's is.
import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { SECRET, signature } from '../signed-webhooks.ts';

export interface Delivery {
  readonly headers: readonly string[];
  readonly body: Uint8Array;
}

export interface Forgery extends Delivery {
  /** Its place in the lists below. */
  readonly what: string;
}

/** Nobody gave these to anyone. */
const OTHER_SECRETS = [
  '',
  'whsec_',
  'whsec_evil',
  SECRET.toUpperCase(),
  `${SECRET} `,
  SECRET.slice(0, -1),
  'sk_test_unused',
];
const NAME = 'Stripe-Signature';
const HEX = '0123456789abcdef'.split('');

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const join = (...parts: Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts));

/** @param event genuine, as text. */
type Forge = (event: string) => fc.Arbitrary<Delivery>;

const delivery = (header: string, body: Uint8Array | string): Delivery => ({
  headers: [NAME, header],
  body: typeof body === 'string' ? bytes(body) : body,
});

/** The signature is Stripe's own; the body is not what was signed. */
const withBody =
  (change: (event: string) => fc.Arbitrary<Uint8Array | string>): Forge =>
  (event) =>
    change(event).map((body) => delivery(signature(event), body));
/** The body is as it was signed; the header says otherwise. */
const withHeader =
  (change: (header: string, event: string) => fc.Arbitrary<string>): Forge =>
  (event) =>
    change(signature(event), event).map((header) => delivery(header, event));

const at = (length: number) => fc.nat({ max: Math.max(0, length - 1) });

function flipped(body: Uint8Array): fc.Arbitrary<Uint8Array> {
  return fc.tuple(at(body.length), fc.nat({ max: 7 })).map(([index, bit]) => {
    const copy = Uint8Array.from(body);
    copy[index] = (copy[index] ?? 0) ^ (1 << bit);
    return copy;
  });
}

/** One character of it another one. */
const altered = (header: string) =>
  fc.tuple(at(header.length), fc.constantFrom(...HEX, 'g', 'Z', '-', '=')).map(([index, other]) => {
    const kept = header[index] === other;
    return `${header.slice(0, index)}${kept ? '_' : other}${header.slice(index + 1)}`;
  });

const BODIES: readonly Forge[] = [
  withBody((event) => flipped(bytes(event))),
  withBody((event) => at(event.length).map((end) => bytes(event).slice(0, end))),
  withBody((event) =>
    fc.constantFrom(`${event}${event}`, `${event}\n`, ` ${event}`, `${event}\0`, '', '{}', `[${event}]`),
  ),
  withBody((event) => fc.constant(join(Uint8Array.of(0xef, 0xbb, 0xbf), bytes(event)))),
  withBody((event) =>
    fc.constantFrom<BufferEncoding>('latin1', 'utf16le').map((as) => new Uint8Array(Buffer.from(event, as))),
  ),
  withBody((event) => fc.constantFrom<'NFD' | 'NFKD'>('NFD', 'NFKD').map((form) => event.normalize(form))),
  withBody((event) =>
    fc.integer({ min: 1, max: 4 }).map((indent) => JSON.stringify(JSON.parse(event), null, indent)),
  ),
  withBody((event) =>
    fc.constant(
      event.replaceAll(/[^\u0020-\u007f]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`),
    ),
  ),
  withBody((event) => fc.constant(`{"type":"x",${event.slice(1)}`)),
  withBody((event) =>
    fc
      .integer({ min: 1, max: 99_999 })
      .filter((cents) => cents !== 1245)
      .map((cents) => event.replace('"amount_total":1245', `"amount_total":${cents}`)),
  ),
  withBody((event) => fc.constant(new Uint8Array(gzipSync(event)))),
];

const HEADERS: readonly Forge[] = [
  withHeader(altered),
  withHeader((header) => at(header.length).map((end) => header.slice(0, end))),
  withHeader((header) =>
    fc.constantFrom('v0=', 'v2=', 'V1=', 'v1:', 'v10=').map((scheme) => header.replace('v1=', scheme)),
  ),
  withHeader((_header, event) => fc.constantFrom(...OTHER_SECRETS).map((secret) => signature(event, secret))),
  withHeader((_header, event) =>
    fc.integer({ min: 302, max: 10_000_000 }).map((age) => signature(event, SECRET, age)),
  ),
  withHeader((header) =>
    fc
      .integer({ min: -10_000, max: 10_000 })
      .filter((by) => by !== 0)
      .map((by) => header.replace(/t=(\d+)/, (_, time) => `t=${Number(time) + by}`)),
  ),
  withHeader((header) =>
    fc
      .constantFrom('now', '', '-1', '0', 'NaN', '1e99', '99999999999999999999')
      .map((time) => header.replace(/t=\d+/, `t=${time}`)),
  ),
  withHeader((_header, event) =>
    fc.array(fc.constantFrom(...OTHER_SECRETS), { minLength: 2, maxLength: 20 }).map((secrets) => {
      const [first = '', ...rest] = secrets.map((secret) => signature(event, secret));
      return [first, ...rest.map((header) => header.slice(header.indexOf('v1=')))].join(',');
    }),
  ),
  withHeader(() => fc.string({ unit: 'grapheme-ascii', maxLength: 100 }).map((text) => text.trim())),
  withHeader(() =>
    fc
      .string({ unit: fc.constantFrom(...HEX), minLength: 64, maxLength: 64 })
      .map((digest) => `t=${Math.floor(Date.now() / 1_000)},v1=${digest}`),
  ),
];

/** Compressed, and then another content: some bits of what is compressed mean nothing. */
function damaged(event: string): fc.Arbitrary<Uint8Array> {
  return flipped(gzipSync(event)).filter((body) => inflated(body) !== event);
}

function inflated(body: Uint8Array): string | null {
  try {
    return gunzipSync(body).toString();
  } catch {
    return null;
  }
}

const forgedHeader = (event: string) =>
  fc.constantFrom(...OTHER_SECRETS).map((secret) => signature(event, secret));

const ENVELOPES: readonly Forge[] = [
  (event) => fc.constant({ headers: [], body: bytes(event) }),
  (event) =>
    fc
      .tuple(forgedHeader(event), forgedHeader(event))
      .map(([one, two]) => ({ headers: [NAME, one, NAME, two], body: bytes(event) })),
  (event) =>
    fc
      .constantFrom('X-Stripe-Signature', 'Signature', 'Authorization')
      .map((name) => ({ headers: [name, signature(event)], body: bytes(event) })),
  (event) =>
    fc
      .tuple(
        forgedHeader(event),
        fc.constantFrom(
          'text/plain',
          'application/x-www-form-urlencoded',
          'multipart/form-data; boundary=x',
          'application/json; charset=utf-7',
          'nonsense',
        ),
      )
      .map(([header, type]) => ({ headers: [NAME, header, 'Content-Type', type], body: bytes(event) })),
  (event) =>
    forgedHeader(event).map((header) => ({
      headers: [NAME, header, 'Content-Encoding', 'gzip'],
      body: new Uint8Array(gzipSync(event)),
    })),
  (event) =>
    fc.constantFrom('gzip', 'deflate', 'br', 'compress', 'x').map((encoding) => ({
      headers: [NAME, signature(event), 'Content-Encoding', encoding],
      body: bytes(event),
    })),
  (event) =>
    damaged(event).map((body) => ({
      headers: [NAME, signature(event), 'Content-Encoding', 'gzip'],
      body,
    })),
];

const FORGES = { bodies: BODIES, headers: HEADERS, envelopes: ENVELOPES } as const;
const KINDS = Object.entries(FORGES).flatMap(([what, forges]) =>
  forges.map((forge, index) => ({ what: `${what}[${index}]`, forge })),
);

/** Of any kind, with its name. Signed when it is drawn. */
export const forgeryOf = (event: string): fc.Arbitrary<Forgery> =>
  fc
    .constantFrom(...KINDS)
    .chain(({ what, forge }) => forge(event).map((delivered) => ({ what, ...delivered })));
