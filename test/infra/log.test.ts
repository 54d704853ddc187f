// The log: one JSON line per entry, and nothing in it that must not be read.
import { describe, expect, it } from 'vitest';
import { parseOrderId } from '../../domain/ids.ts';
import { aboutOrder } from '../../infra/current-order.ts';
import { createLog } from '../../infra/log.ts';
import { redactText } from '../../infra/redact-text.ts';

function written(write: (log: ReturnType<typeof createLog>) => void): string {
  const lines: string[] = [];
  write(createLog({ name: 'api', level: 'info' }, { write: (line) => void lines.push(line) }));
  return lines.join('');
}

describe('a line', () => {
  it('is JSON with time, name, level, facts and message', () => {
    const line = written((log) => log.warn({ orderId: 'o1' }, 'late'));
    expect(JSON.parse(line)).toMatchObject({ name: 'api', level: 40, orderId: 'o1', msg: 'late' });
    expect(line).toMatch(/"time":"\d{4}-\d\d-\d\dT/);
  });

  it('below the level → not written', () => {
    expect(written((log) => log.debug({}, 'detail'))).toBe('');
  });

  it.each([
    ['a header', { headers: { authorization: 'Bearer abc.def' } }, 'abc.def'],
    ['a cookie', { req: { headers: { cookie: '__session=qwerty' } } }, 'qwerty'],
    ['a phone', { contact: { phone: '06 12 34 56 78' } }, '06 12 34'],
    ['a note', { note: 'sonnez deux fois' }, 'sonnez'],
    ['an error', { error: String(new Error('Invalid API Key: sk_test_abc123')) }, 'sk_test_abc123'],
    ['a stack', { stack: 'Error: whsec_abc123\n at x' }, 'whsec_abc123'],
    ['an address in a text', { detail: 'mail to marie@example.fr failed' }, 'marie@example.fr'],
    ['a card number', { body: 'number=4242 4242 4242 4242' }, '4242 4242'],
    ['an address with its password', { detail: 'postgresql://orders:Pa55+x@postgres:5432/orders' }, 'Pa55'],
    ['a credential', { detail: 'sent Authorization: Bearer abc.DEF-123~x' }, 'abc.DEF'],
    ['a private key', { detail: '-----BEGIN PRIVATE KEY-----\nMIIEv\n-----END' }, 'MIIEv'],
    ['a telephone number', { detail: 'call 06 12 34 56 78' }, '06 12'],
    ['a telephone number of abroad', { detail: 'call +33 6.12.34.56.78!' }, '6.12'],
    ['a token', { detail: 'token eyJhbGciOi.eyJzdWIi.c2lnbmF0dXJl' }, 'eyJzdWIi'],
  ])('with a secret in %s → redacted, still JSON', (_name, facts, secret) => {
    const line = written((log) => log.error(facts, 'failed'));
    expect(line).not.toContain(secret);
    expect(line).toContain('[redacted]');
    expect(JSON.parse(line)).toHaveProperty('msg', 'failed');
  });

  it('within work about an order → names it, unless it names another itself', () => {
    const orderId = parseOrderId('abcdefgh12');
    const lines = written((log) =>
      aboutOrder(orderId, () => {
        log.info({}, 'within');
        log.info({ orderId: 'zzzzzzzz99' }, 'another');
      }),
    );
    const named = [...lines.matchAll(/"orderId":"(\w+)","msg"/g)].map(([, id]) => id);
    expect(named).toEqual(['abcdefgh12', 'zzzzzzzz99']);
    expect(written((log) => log.info({}, 'outside'))).not.toContain('orderId');
  });

  it('with an address of ours before a sign of mail, and half a key → still JSON', () => {
    const facts = {
      url: 'http://127.0.0.1:4318/v1',
      by: '@temporalio',
      key: '-----BEGIN PRIVATE KEY-----MII',
    };
    expect(JSON.parse(written((log) => log.info(facts, 'x')))).toMatchObject({
      url: 'http://127.0.0.1:4318/v1',
      by: '@temporalio',
      key: '[redacted]',
    });
  });

  it('with a secret in the message or in the log’s own bindings → redacted', () => {
    expect(written((log) => log.info({}, 'key rk_live_zzz'))).not.toContain('zzz');
    expect(written((log) => log.child({ email: 'a@b.fr' }).info({}, 'x'))).not.toContain('a@b.fr');
  });
});

describe('an error in a line', () => {
  const refused = Object.assign(new Error('refused'), {
    code: '23502',
    detail: 'row (Célestine)',
    body: 'Célestine',
  });

  it.each(['err', 'error'])(
    'as `%s` → its kind, code, sentence and place; nothing that hangs on it',
    (field) => {
      const line = written((log) => log.error({ [field]: refused }, 'failed'));
      expect(JSON.parse(line)).toMatchObject({
        [field]: {
          type: 'Error',
          code: '23502',
          message: 'refused',
          stack: expect.stringContaining('log.test.ts') as string,
        },
      });
      expect(line).not.toContain('Célestine');
    },
  );

  it('→ the same of its causes, and of the many it may be', () => {
    const many = new AggregateError([refused], 'all failed');
    const error = new Error('not done', { cause: new Error('away', { cause: many }) });
    const line = written((log) => log.error({ err: error }, 'failed'));
    expect(JSON.parse(line)).toMatchObject({
      err: {
        cause: { message: 'away', cause: { type: 'AggregateError', errors: [{ message: 'refused' }] } },
      },
    });
    expect(line).not.toContain('Célestine');
  });

  it('that causes itself → a line with an end; what is no error → as it is', () => {
    const error = new Error('round');
    error.cause = error;
    expect(written((log) => log.error({ err: error }, 'failed')).length).toBeLessThan(20_000);
    expect(JSON.parse(written((log) => log.error({ error: 'a text' }, 'failed')))).toMatchObject({
      error: 'a text',
    });
  });
});

describe('what is needed to understand a line', () => {
  it.each([
    ['an id of a trace', '4bf92f3577b34da6a3ce929d0e0e4736'],
    ['an id of a request', '06112233-4455-4677-8899-aabbccddeeff'],
    ['an address of ours', 'http://127.0.0.1:4318/v1/traces'],
    ['a place in the code', 'file:///app/dist/api/main.js:10:20'],
    ['a time in milliseconds', '1795478864271'],
    ['an order id', 'order-test4464x000001/refund/1'],
    ['a Stripe id', 'cs_test_a1b2c3d4e5'],
    ['an amount', '3740'],
    ['a date', '2026-11-24T00:10:15.123Z'],
  ])('%s → stays', (_name, text) => {
    expect(redactText(text)).toBe(text);
  });
});
