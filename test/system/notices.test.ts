// Notices of a whole stack: an order lived through is told once each, across killed workers and a mail server that is away.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { CARDS, payWith } from '../../dev/demo/payment-page.ts';
import { openShopApi, type ShopApi } from '../../dev/demo/shop-api.ts';
import { type KeptMail, keptMails } from '../../dev/mailbox/kept-mails.ts';
import { type Receiver, startReceiver } from '../../dev/mailbox/receiver.ts';
import { SECRET, type ShopProgram, startShopProgram } from '../support/shop-program.ts';
import { startSmtpDouble } from '../support/smtp-double.ts';
import { openStack, type TestStack } from '../support/stack.ts';
import { stackClient, WISH } from '../support/stack-client.ts';

const folder = mkdtempSync(join(tmpdir(), 'klikandgo-mails-'));
let receiver: Receiver;
let shop: ShopProgram;
let stack: TestStack;
let database: pg.Client;
let customer: ShopApi;
let butcher: ShopApi;

beforeAll(async () => {
  receiver = await startReceiver({ port: 0, folder });
  stack = await openStack({
    SMTP_URL: `smtp://127.0.0.1:${receiver.port}`,
    MAIL_FROM: 'Klik&Go <commandes@klikandgo.example>',
    WEBHOOKS_TO_PRIVATE_ADDRESSES: 'true',
  });
  const { api, tokens } = stack.info;
  customer = openShopApi(api, tokens.customer);
  butcher = openShopApi(api, tokens.butchers[WISH.shopId] ?? '');
  database = new pg.Client({ connectionString: stack.env.DATABASE_URL });
  await database.connect();
}, 300_000);
afterAll(async () => {
  await database?.end();
  await stack?.close();
  await receiver?.close();
  rmSync(folder, { recursive: true, force: true });
}, 120_000);
beforeEach(async () => {
  shop = await startShopProgram();
  const set = 'UPDATE "Shop" SET "webhookUrl" = $1, "webhookSecret" = $2 WHERE "id" = $3';
  await database.query(set, [shop.url, SECRET, WISH.shopId]);
});
afterEach(() => shop.close());

const ORDER = z.object({ id: z.string() });
async function placed(): Promise<string> {
  const answer = await stackClient(stack.info).post('/api/orders', { ...WISH, paymentMethod: 'ON_PICKUP' });
  return ORDER.parse(await answer.json()).id;
}

/** `sequence.kind.channel` of every mail about an order, in the sequence of their names. */
async function mailsOf(orderId: string): Promise<string[]> {
  const mails = await keptMails(folder);
  return mails
    .flatMap(({ messageId }) => messageId.split('@', 1))
    .filter((name) => name.startsWith(`<${orderId}.`))
    .map((name) => name.slice(orderId.length + 2))
    .toSorted();
}

const arrive = (orderId: string, mails: readonly string[], patience = 60_000) =>
  vi.waitFor(async () => expect(await mailsOf(orderId)).toEqual(mails), { timeout: patience, interval: 250 });

const told = (orderId: string): string[] =>
  shop.sent
    .filter(({ id }) => id.startsWith(`msg_${orderId}_`))
    .map(({ id }) => id.slice(orderId.length + 5));

const find = async (orderId: string, name: string): Promise<KeptMail | undefined> =>
  (await keptMails(folder)).find(({ messageId }) => messageId.startsWith(`<${orderId}.${name}@`));

it('an order lived through, the worker killed at every step → each mail once, each webhook under one id', {
  timeout: 300_000,
}, async () => {
  const orderId = await placed();
  const kill = async (): Promise<void> => {
    // In the middle of a notice's wait, where nothing has been handed over.
    await sleep(700);
    stack.signal('worker', 'SIGKILL');
  };
  await kill();
  await vi.waitFor(() => butcher.decide(orderId, 'accept'), 60_000);
  await kill();
  await vi.waitFor(() => butcher.decide(orderId, 'ready'), 60_000);
  await kill();
  const names = (await customer.timeline(orderId)).map(
    ({ sequence, kind }) => `${sequence}.${kind.toLowerCase()}`,
  );
  const [alerted, accepted, ready] = ['butcher_alerted', 'accepted', 'ready'].map(
    (kind) => names.find((name) => name.endsWith(`.${kind}`)) ?? '?',
  );
  await arrive(
    orderId,
    [
      `${alerted}.customer_email`,
      `${alerted}.shop_email`,
      `${accepted}.customer_email`,
      `${ready}.customer_email`,
    ],
    180_000,
  );
  await vi.waitFor(() => expect(new Set(told(orderId)).size).toBe(3), 60_000);
  // Long enough for a second copy, were there one.
  await sleep(5_000);
  expect(await mailsOf(orderId)).toHaveLength(4);
  expect(shop.sent.every(({ isSigned }) => isSigned)).toBe(true);
  expect((await find(orderId, `${ready}.customer_email`))?.to).toContain('marie@example.fr');
  expect((await find(orderId, `${alerted}.shop_email`))?.to).toContain('commandes@boucherie-martin.example');
});

it('the mail server is away → the order is not held up; its mails come when it is back', {
  timeout: 180_000,
}, async () => {
  const { port } = receiver;
  await receiver.close();
  const startedAt = performance.now();
  const orderId = await placed();
  await butcher.decide(orderId, 'accept');
  const took = performance.now() - startedAt;
  await sleep(8_000);
  expect(await mailsOf(orderId)).toEqual([]);
  await butcher.decide(orderId, 'ready');
  await butcher.decide(orderId, 'collect');
  expect(await customer.order(orderId)).toMatchObject({ status: 'COLLECTED' });
  expect(took).toBeLessThan(15_000);
  receiver = await startReceiver({ port, folder });
  await vi.waitFor(async () => expect(await mailsOf(orderId)).toHaveLength(4), {
    timeout: 120_000,
    interval: 500,
  });
  await sleep(3_000);
  expect(await mailsOf(orderId)).toHaveLength(4);
});

it('the worker killed between the content and the server’s answer → that mail is not sent again, and known to be in doubt', {
  timeout: 240_000,
}, async () => {
  const { port } = receiver;
  await receiver.close();
  const server = await startSmtpDouble(port);
  server.fault({ at: 'content', code: 'silence' }, { at: 'content', code: 'silence' });
  const orderId = await placed();
  const names = () => server.contents.map(({ messageId }) => messageId);
  await vi.waitFor(() => expect(names()).toHaveLength(2), { timeout: 60_000, interval: 20 });
  stack.signal('worker', 'SIGKILL');
  const kept = `SELECT "status"::text, "detail" FROM "Notice" WHERE "orderId" = $1 AND "channel" <> 'SHOP_WEBHOOK'`;
  const doubt = { status: 'UNKNOWN', detail: 'an attempt was lost' };
  await vi.waitFor(async () => expect((await database.query(kept, [orderId])).rows).toEqual([doubt, doubt]), {
    timeout: 180_000,
    interval: 500,
  });
  await sleep(3_000);
  expect(new Set(names()).size).toBe(2);
  expect(names()).toHaveLength(2);
  await server.close();
  receiver = await startReceiver({ port, folder });
});

it('the worker told to end while a notice waits → it ends well; its mails come once with the next one', {
  timeout: 180_000,
}, async () => {
  const orderId = await placed();
  await sleep(1_500);
  const { how, restart } = await stack.halt('worker');
  expect(how).toBe('exit code 0');
  await restart();
  const arrived = async () => expect(await mailsOf(orderId)).toHaveLength(2);
  await vi.waitFor(arrived, { timeout: 60_000, interval: 250 });
  await sleep(3_000);
  await arrived();
});

it('paid online and refused → told that it is paid, then that it is refused, and honestly of the money', {
  timeout: 180_000,
}, async () => {
  const { orderId, url } = await stackClient(stack.info).checkout();
  expect(await mailsOf(orderId)).toEqual([]);
  await payWith(url, CARDS.good);
  await customer.waitFor(orderId, { paymentStatus: 'PAID' }, 30_000);
  await vi.waitFor(async () => expect(await mailsOf(orderId)).toHaveLength(2), {
    timeout: 60_000,
    interval: 250,
  });
  await butcher.decide(orderId, 'reject', { reason: 'OUT_OF_STOCK', message: 'Plus de <bavette> & cie' });
  await customer.waitFor(orderId, { paymentStatus: 'REFUNDED' }, 60_000);
  await vi.waitFor(async () => expect(await mailsOf(orderId)).toHaveLength(4), {
    timeout: 60_000,
    interval: 250,
  });
  const mails = (await keptMails(folder)).filter(({ messageId }) => messageId.includes(orderId));
  const refused = mails.find(({ subject }) => subject.includes('refusée'));
  expect(refused?.text).toMatch(/Le remboursement de 12,45 € est (lancé|fait)/);
  expect(refused?.text).toContain('Plus de <bavette> & cie');
  expect(refused?.html).toContain('Plus de &lt;bavette&gt; &amp; cie');
  expect(mails.some(({ subject }) => subject.includes('votre remboursement est fait'))).toBe(true);
  expect(mails.every(({ autoSubmitted }) => autoSubmitted === 'auto-generated')).toBe(true);
});

it('cancelled before it was paid → the shop, which never heard of it, hears nothing', {
  timeout: 120_000,
}, async () => {
  const { orderId } = await stackClient(stack.info).checkout();
  await customer.decide(orderId, 'cancel');
  await customer.waitFor(orderId, { status: 'CANCELLED' }, 30_000);
  await sleep(6_000);
  expect(await mailsOf(orderId)).toEqual([]);
  expect(told(orderId)).toEqual([]);
});
