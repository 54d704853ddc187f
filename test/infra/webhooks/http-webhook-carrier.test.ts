// Webhooks to a shop's own program over real HTTP: signed, sent nowhere else, and never more believed than was answered.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openWebhookCarrier, type WebhookOptions } from '../../../infra/webhooks/http-webhook-carrier.ts';
import { standardSignature } from '../../../infra/webhooks/standard-signature.ts';
import { SECRET, type ShopProgram, startShopProgram } from '../../support/shop-program.ts';

const BODY = JSON.stringify({ type: 'order.accepted', data: { orderId: 'abc12345', note: 'é & <b>' } });

let shop: ShopProgram;
beforeEach(async () => {
  shop = await startShopProgram();
});
afterEach(() => shop.close());

const post = (url = shop.url, options: Partial<WebhookOptions> = {}) =>
  openWebhookCarrier({ toPrivateAddresses: true, patience: 1_000, ...options }).post({
    url,
    secret: SECRET,
    id: 'msg_abc12345_3_accepted',
    body: BODY,
  });

describe('a webhook', () => {
  it('taken → as it was written, its signature verified by another reading of the specification', async () => {
    expect(await post()).toEqual({ kind: 'taken' });
    expect(shop.sent).toMatchObject([
      { id: 'msg_abc12345_3_accepted', path: '/hook', body: BODY, isSigned: true },
    ]);
    expect(Math.abs(shop.sent[0]?.age ?? 99)).toBeLessThan(5);
  });

  it('signed as the specification’s own example is', () => {
    const signed = standardSignature(
      { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', timestamp: 1_614_265_330, body: '{"test": 2432232314}' },
      'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
    );
    expect(signed).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
  });

  it.each([400, 401, 404, 429, 500, 503])('answered %i → not taken', async (status) => {
    shop.fault(status);
    expect(await post()).toEqual({ kind: 'not_taken', why: `HTTP ${status}` });
  });

  it('answered 410 → refused for good', async () => {
    shop.fault(410);
    expect(await post()).toEqual({ kind: 'refused', why: 'HTTP 410' });
  });

  it('answered with a redirection → not followed, not taken', async () => {
    shop.fault('redirect');
    expect(await post()).toEqual({ kind: 'not_taken', why: 'HTTP 307' });
    expect(shop.sent.map(({ path }) => path)).toEqual(['/hook']);
  });

  it('whose answer is lost, or does not come → unknown', async () => {
    shop.fault('cut', 'silence');
    expect(await post()).toMatchObject({ kind: 'unknown' });
    expect(await post(shop.url, { patience: 200 })).toEqual({ kind: 'unknown', why: 'HTTP timeout' });
    expect(shop.sent).toHaveLength(2);
  });

  it('to nobody → not taken', async () => {
    await shop.close();
    expect(await post()).toEqual({ kind: 'not_taken', why: 'HTTP ECONNREFUSED' });
  });

  it('to a name nobody knows → not taken, and the name is not repeated', async () => {
    expect(await post('https://nobody.invalid/hook')).toMatchObject({ kind: 'not_taken' });
  });
});

describe('where it may go', () => {
  const strict = { toPrivateAddresses: false } as const;

  it.each(['http://shop.example/hook', 'ftp://shop.example/hook', 'file:///etc/passwd', 'nonsense'])(
    '%s → refused',
    async (url) => {
      const resolve = () => Promise.resolve([{ address: '93.184.216.34', family: 4 }]);
      expect((await post(url, { ...strict, resolve })).kind).toBe('refused');
    },
  );

  it.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.20.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '255.255.255.255',
    '::1',
    'fd00::1',
    'fe80::1',
    '::ffff:127.0.0.1',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
  ])('a name that leads to %s → refused, nothing is sent', async (address) => {
    const resolve = () => Promise.resolve([{ address, family: address.includes(':') ? 6 : 4 }]);
    expect(await post(`https://shop.example:${new URL(shop.url).port}/`, { ...strict, resolve })).toEqual({
      kind: 'refused',
      why: 'a private address',
    });
    expect(shop.sent).toEqual([]);
  });

  it.each([
    'https://127.0.0.1/',
    'https://[::1]/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://[::ffff:7f00:1]/',
  ])('%s, an address itself → refused', async (url) => {
    expect(await post(url, strict)).toEqual({ kind: 'refused', why: 'a private address' });
  });

  it('a name that is looked up once → the connection goes where it led, not where it leads a moment later', async () => {
    let asked = 0;
    const resolve = () => {
      asked += 1;
      return Promise.resolve([{ address: '127.0.0.1', family: 4 }]);
    };
    const { port } = new URL(shop.url);
    expect(await post(`http://shop.example:${port}/hook`, { resolve })).toEqual({ kind: 'taken' });
    expect(asked).toBe(1);
    expect(shop.sent).toHaveLength(1);
  });

  it('a name that leads to several addresses, all closed → refused', async () => {
    const resolve = () =>
      Promise.resolve([
        { address: '10.0.0.1', family: 4 },
        { address: 'fd00::1', family: 6 },
      ]);
    expect((await post('https://shop.example/', { ...strict, resolve })).kind).toBe('refused');
  });
});
