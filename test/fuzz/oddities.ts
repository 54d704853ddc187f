// Odd addresses, queries and headers, as scanners and broken clients send them.
import fc from 'fast-check';

/** Halves of surrogate pairs cannot be encoded. */
export const encoded = (text: string): string => encodeURIComponent(Buffer.from(text).toString());

/** In a path, where an id belongs. Encoded. */
export const oddSegment: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    '..',
    '.',
    '%2e%2e',
    '%2f',
    '..%2f..',
    '%5c',
    '%00',
    '%E0%A4%A',
    '%',
    '%zz',
    '%C0%AF',
    '*',
    ':orderId',
    '{orderId}',
    ';a=b',
    'a'.repeat(3_000),
    '%F0%9F%A5%A9',
  ),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 30 }).map((text) => encoded(text)),
);

export const oddQuery: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    '',
    '=',
    '&',
    'a',
    'limit=0',
    'limit=1&limit=2',
    'limit[]=1',
    'limit[a]=1',
    'status[]=PENDING',
    '__proto__=1',
    '__proto__[x]=1',
    'constructor=1',
    'cursor=%00',
    'cursor=%E0%A4%A',
    'lastEventId=-1',
    'lastEventId=1e3',
    'lastEventId=999999999999999',
    `cursor=${'x'.repeat(6_000)}`,
    'x&'.repeat(2_000),
    'placedFrom=%2B275760-09-13T00:00:00Z',
    'placedFrom=0000-01-01T00:00:00Z',
    'placedBefore=9999-12-31T23:59:59Z',
  ),
  fc.webQueryParameters(),
  fc
    .tuple(
      fc.constantFrom('cursor', 'status', 'limit', 'lastEventId', 'placedFrom', 'placedBefore'),
      fc.string({ unit: 'binary', maxLength: 40 }),
    )
    .map(([name, text]) => `${name}=${encoded(text)}`),
);

export const oddHeaders: fc.Arbitrary<readonly string[]> = fc.constantFrom(
  ['Content-Type', 'text/plain'],
  ['Content-Type', 'application/x-www-form-urlencoded'],
  ['Content-Type', 'application/json; charset=utf-7'],
  ['Content-Type', 'application/json; charset=iso-8859-1'],
  ['Content-Type', ';;;'],
  ['Content-Encoding', 'gzip'],
  ['Content-Encoding', 'identity, x'],
  ['Accept', 'image/png'],
  ['Accept-Encoding', 'br;q=nonsense'],
  ['Range', 'bytes=0-1'],
  ['If-None-Match', '*'],
  ['If-Modified-Since', 'never'],
  ['Origin', 'null'],
  ['Last-Event-ID', '-1'],
  ['Last-Event-ID', '999999999999999'],
  ['Last-Event-ID', 'é'],
  ['Idempotency-Key', ''],
  ['Idempotency-Key', 'k'.repeat(256)],
  ['Idempotency-Key', 'é'],
  ['Idempotency-Key', 'same', 'Idempotency-Key', 'other'],
  ['X-HTTP-Method-Override', 'DELETE'],
  ['X-Forwarded-For', "' OR 1=1"],
  ['X-Request-Id', 'x'.repeat(5_000)],
  ['Cookie', `__session=${'x'.repeat(5_000)}`],
  ['Cookie', '__session=;;=;'],
  ['Upgrade', 'websocket'],
);
