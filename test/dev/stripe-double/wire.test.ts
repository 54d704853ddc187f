// The wire: forms, keys, versions, unknown addresses, and the shape of errors.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeForm } from '../../../dev/stripe-double/wire/form.ts';
import { type CheckedDouble, startCheckedDouble } from '../../support/stripe-double.ts';

let double: CheckedDouble;
beforeAll(async () => {
  double = await startCheckedDouble();
});
afterAll(async () => {
  await double.close();
});

const KEY = { authorization: 'Bearer sk_test_local_double' };
async function call(path: string, init: RequestInit = {}) {
  const response = await fetch(`${double.url}${path}`, { headers: KEY, ...init });
  // Every answer under /v1 is a JSON object.
  const body = (await response.json()) as { error?: Record<string, unknown>; data?: unknown };
  return { status: response.status, headers: response.headers, body };
}

describe('forms', () => {
  it.each([
    ['a=1&b=2', { a: '1', b: '2' }],
    ['a[b][c]=x', { a: { b: { c: 'x' } } }],
    ['a[]=x&a[]=y', { a: ['x', 'y'] }],
    ['a[0][b]=x&a[0][c]=y&a[1][b]=z', { a: [{ b: 'x', c: 'y' }, { b: 'z' }] }],
    ['a=caf%C3%A9+cr%C3%A8me', { a: 'café crème' }],
    ['metadata[]=', { metadata: [''] }],
    ['', {}],
  ])('%s', (text, expected) => {
    expect(decodeForm(text)).toEqual(expected);
  });

  it('cannot reach a prototype', () => {
    decodeForm('__proto__[polluted]=yes&constructor[prototype][polluted]=yes');
    expect('polluted' in {}).toBe(false);
  });
});

describe('a call', () => {
  it.each([
    ['without a key', {}, 'You did not provide an API key.'],
    [
      'with a live key',
      { authorization: 'Bearer sk_live_51abcdefghij' },
      'Invalid API Key provided: sk_live_****ghij',
    ],
    ['with another test key', { authorization: 'Bearer sk_test_51abcdefghij' }, 'Invalid API Key provided'],
  ])('%s is 401', async (_, headers, message) => {
    const { status, body } = await call('/v1/balance', { headers });
    expect(status).toBe(401);
    expect(body.error).toMatchObject({ type: 'invalid_request_error' });
    expect(body.error?.message).toContain(message);
  });

  it('may give its key as the user name', async () => {
    const authorization = `Basic ${Buffer.from('sk_test_local_double:').toString('base64')}`;
    expect((await call('/v1/balance', { headers: { authorization } })).status).toBe(200);
  });

  it('of another API version is refused: the double speaks one', async () => {
    const { status, body } = await call('/v1/balance', {
      headers: { ...KEY, 'stripe-version': '2020-08-27' },
    });
    expect(status).toBe(400);
    expect(body.error?.message).toContain('Invalid Stripe API version: 2020-08-27');
  });

  it('with a JSON body is refused', async () => {
    const headers = { ...KEY, 'content-type': 'application/json' };
    const { status } = await call('/v1/refunds', {
      method: 'POST',
      headers,
      body: '{"payment_intent":"pi_x"}',
    });
    expect(status).toBe(400);
  });

  it('to an unknown address is 404 with Stripe’s words', async () => {
    const { status, body } = await call('/v1/unicorns');
    expect(status).toBe(404);
    expect(body.error?.message).toContain('Unrecognized request URL (GET: /v1/unicorns).');
  });

  it('is answered with a request id and the API version', async () => {
    const { headers } = await call('/v1/balance');
    expect(headers.get('request-id')).toMatch(/^req_[A-Za-z0-9]{14}$/);
    expect(headers.get('stripe-version')).toBe('2026-10-28.endive');
  });

  it('with a body of more than a megabyte is 413', async () => {
    const body = 'x'.repeat(1_100_000);
    const answer = await fetch(`${double.url}/v1/refunds`, { method: 'POST', headers: KEY, body });
    expect(answer.status).toBe(413);
  });
});

describe('controls', () => {
  it('name themselves when one is misspelt', async () => {
    const response = await fetch(`${double.url}/_double/clok`, { method: 'POST' });
    expect(response.status).toBe(404);
    expect(await response.text()).toContain('POST /_double/clock');
  });

  it('refuse what they do not understand', async () => {
    await expect(double.control('/clock', { advanceSeconds: 'soon' })).rejects.toThrow('advanceSeconds');
    await expect(double.control('/faults', { kind: 'explode' })).rejects.toThrow('kind');
    await expect(double.control('/disputes', { paymentIntent: 'pi_none' })).rejects.toThrow(
      'no such undisputed payment',
    );
  });
});
