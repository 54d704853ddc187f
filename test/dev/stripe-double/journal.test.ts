// What survives: kill -9 in the middle, a torn line, a restart on another port. And what is never written.
import { type ChildProcess, spawn } from 'node:child_process';
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Stripe from 'stripe';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkoutParams } from '../../support/checkout-params.ts';
import { CARDS, submitCard } from '../../support/hosted-page.ts';
import { type CheckedDouble, startCheckedDouble } from '../../support/stripe-double.ts';
import { headersOf, intentOf, refusalOf } from './stripe-answers.ts';

let folder: string;
let journalFile: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stripe-double-'));
  journalFile = join(folder, 'deep', 'journal.ndjson');
});
afterEach(() => rmSync(folder, { recursive: true }));

async function withDouble<T>(use: (double: CheckedDouble) => Promise<T>): Promise<T> {
  const double = await startCheckedDouble({ journalFile, outcomeMs: 60_000 });
  try {
    return await use(double);
  } finally {
    await double.close();
  }
}

const intentOfSession = async (stripe: Stripe, id: string): Promise<string> =>
  intentOf(await stripe.checkout.sessions.retrieve(id, { expand: ['payment_intent'] })).id;

describe('after a restart', () => {
  it('sessions, payments, refunds and the ledger are as they were', async () => {
    const before = await withDouble(async (double) => {
      const session = await double.stripe.checkout.sessions.create(checkoutParams('kept'));
      await submitCard(session.url ?? '', CARDS.ok);
      await double.stripe.refunds.create({
        payment_intent: await intentOfSession(double.stripe, session.id),
        amount: 200,
      });
      return { id: session.id, ledger: await double.view('/ledger') };
    });
    await withDouble(async (double) => {
      expect(await double.view('/ledger')).toEqual(before.ledger);
      expect((await double.stripe.checkout.sessions.retrieve(before.id)).status).toBe('complete');
      expect(double.problems).toEqual([]);
    });
  });

  it('idempotency keys still give their answers', async () => {
    const create = (stripe: Stripe) =>
      stripe.checkout.sessions.create(checkoutParams('key'), { idempotencyKey: 'key/1' });
    const first = await withDouble(({ stripe }) => create(stripe));
    const again = await withDouble(({ stripe }) => create(stripe));
    expect(again.id).toBe(first.id);
    expect(headersOf(again)['idempotent-replayed']).toBe('true');
  });

  it('open pages have moved to the new address, and can be paid there', async () => {
    const made = await withDouble(({ stripe }) => stripe.checkout.sessions.create(checkoutParams('moved')));
    await withDouble(async (double) => {
      const session = await double.stripe.checkout.sessions.retrieve(made.id);
      expect(session.url).toBe(`${double.url}/c/pay/${made.id}`);
      expect((await submitCard(session.url ?? '', CARDS.ok)).status).toBe(303);
    });
  });

  it('webhooks that had not arrived still do', async () => {
    await withDouble(async (double) => {
      await double.control('/webhooks', { mode: 'paused' });
      const session = await double.stripe.checkout.sessions.create(checkoutParams('late'));
      await double.stripe.checkout.sessions.expire(session.id);
    });
    await withDouble(async (double) => {
      // The receiver of this double has another address: the endpoint is moved there.
      const endpoints = (await double.stripe.webhookEndpoints.list()).data;
      for (const { id } of endpoints)
        await double.stripe.webhookEndpoints.update(id, { url: double.receiver.url });
      await double.control('/webhooks', { mode: 'normal' });
      await expect.poll(async () => (await double.view('/webhooks')).pending).toEqual([]);
      const { attempts } = await double.view('/webhooks');
      expect(attempts).toMatchObject([{ type: 'checkout.session.expired' }]);
    });
  });

  it('the clock goes on from where it was, and planned outcomes come', async () => {
    const refund = await withDouble(async (double) => {
      await double.control('/clock', { advanceSeconds: 10_000 });
      const session = await double.stripe.checkout.sessions.create(checkoutParams('clock'));
      await submitCard(session.url ?? '', CARDS.refundPending);
      const intent = await intentOfSession(double.stripe, session.id);
      return double.stripe.refunds.create({ payment_intent: intent });
    });
    await withDouble(async (double) => {
      expect(Number((await double.view('/clock')).now) - Date.now() / 1000).toBeGreaterThan(9900);
      await double.control('/clock', { advanceSeconds: 61 });
      expect((await double.stripe.refunds.retrieve(refund.id)).status).toBe('succeeded');
    });
  });

  it('a line torn in the middle is dropped, and everything before it is there', async () => {
    const { id } = await withDouble(({ stripe }) => stripe.checkout.sessions.create(checkoutParams('torn')));
    appendFileSync(journalFile, '[{"kind":"session","id":"cs_test_torn","record":{"id":"cs_te');
    await withDouble(async ({ stripe }) => {
      expect((await stripe.checkout.sessions.list()).data.map((session) => session.id)).toEqual([id]);
    });
    await withDouble(async ({ stripe }) =>
      expect((await stripe.checkout.sessions.list()).data).toHaveLength(1),
    );
  });

  it('the journal holds what is, not all that was', async () => {
    const timesKept = () => readFileSync(journalFile, 'utf8').split('"kind":"settings"').length - 1;
    await withDouble(async (double) => {
      for (let copies = 1; copies <= 10; copies += 1) await double.control('/webhooks', { copies });
    });
    expect(timesKept()).toBe(10);
    await withDouble(async (double) => expect((await double.view('/webhooks')).copies).toBe(10));
    expect(timesKept()).toBe(1);
  });
});

describe('what is written', () => {
  it('never holds a card number or a code, typed on the page or sent to the API', async () => {
    await withDouble(async (double) => {
      for (const number of [CARDS.ok, CARDS.declined, '4111 1111 1111 1111']) {
        const session = await double.stripe.checkout.sessions.create(checkoutParams('card'));
        await submitCard(session.url ?? '', number, { cvc: '987' });
      }
      const card = { number: CARDS.insufficientFunds, cvc: '987', exp_month: 1, exp_year: 2040 };
      await double.stripe.paymentMethods.create({ type: 'card', card });
      const log = JSON.stringify(await double.view('/requests'));
      for (const secret of ['4000000000009995', '987"']) expect(log).not.toContain(secret);
    });
    const journal = readFileSync(journalFile, 'utf8').replaceAll(' ', '');
    for (const number of [...Object.values(CARDS), '4111111111111111']) expect(journal).not.toContain(number);
    expect(journal).not.toContain('"987"');
  });
});

describe('the process', () => {
  const children: ChildProcess[] = [];
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
  });

  /** Starts the double as `npm start` does; resolves with its address. */
  function startProcess(): Promise<{ child: ChildProcess; port: number }> {
    const child = spawn(process.execPath, ['--import', 'tsx', 'dev/stripe-double/main.ts'], {
      env: { ...process.env, STRIPE_DOUBLE_PORT: '0', STRIPE_DOUBLE_DATA: journalFile },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    children.push(child);
    return new Promise((resolve, reject) => {
      child.once('exit', (code) => reject(new Error(`ended with ${code}`)));
      child.stdout?.on('data', (chunk: Buffer) => {
        const match = /^stripe double listening on http:\/\/127\.0\.0\.1:(\d+)$/m.exec(chunk.toString());
        if (match !== null) resolve({ child, port: Number(match[1]) });
      });
    });
  }

  const connect = (port: number) =>
    new Stripe('sk_test_local_double', {
      host: '127.0.0.1',
      port,
      protocol: 'http',
      telemetry: false,
      maxNetworkRetries: 0,
    });

  it('killed with -9 in the middle of many calls, has lost nothing it had answered', async () => {
    const { child, port } = await startProcess();
    const answered: string[] = [];
    const stripe = connect(port);
    const busy = Array.from({ length: 4 }, async (_, lane) => {
      for (let index = 0; ; index += 1) {
        const idempotencyKey = `kill/${lane}/${index}`;
        const session = await stripe.checkout.sessions.create(checkoutParams('kill'), { idempotencyKey });
        answered.push(session.id);
        if (answered.length === 60) child.kill('SIGKILL');
      }
    });
    await Promise.all(busy.map((lane) => refusalOf(lane)));
    expect(answered.length).toBeGreaterThanOrEqual(60);
    const second = await startProcess();
    const found = new Set<string>();
    for await (const { id } of connect(second.port).checkout.sessions.list({ limit: 100 })) found.add(id);
    expect(answered.filter((id) => !found.has(id))).toEqual([]);
  });

  it('ends at SIGTERM', async () => {
    const { child } = await startProcess();
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
  });
});
