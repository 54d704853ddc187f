// The whole stack: what it tells of itself, one per folder, killed children and a killed supervisor.
import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ROOT } from '../../../dev/build/build.ts';
import { identify } from '../../../dev/processes/identity.ts';
import { FREE_PORTS } from '../../../dev/stack/ports.ts';
import { createStack } from '../../../dev/stack/stack.ts';
import type { StackInfo } from '../../../dev/stack/stack-info.ts';
import { openStack, type TestStack } from '../../support/stack.ts';

// Written by `writeStackInfo`, whose type this is.
const readInfo = (dataDir: string): StackInfo =>
  JSON.parse(readFileSync(join(dataDir, 'stack.json'), 'utf8')) as StackInfo;

const isRunning = (pid: number | null): boolean => pid !== null && identify(pid) !== null;

async function placeOrder(info: StackInfo): Promise<string> {
  const answer = await fetch(`${info.api}/api/orders`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${info.tokens.customer}` },
    body: JSON.stringify({
      shopId: 'boucherie-martin',
      paymentMethod: 'ON_PICKUP',
      items: [{ productId: 'boeuf-bavette', quantity: 500, unit: 'g' }],
    }),
  });
  expect(answer.status).toBe(201);
  // The API's documented answer.
  return ((await answer.json()) as { id: string }).id;
}

const accept = (info: StackInfo, orderId: string): Promise<Response> =>
  fetch(`${info.api}/api/orders/${orderId}/accept`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${info.tokens.butchers['boucherie-martin'] ?? ''}` },
  });

describe('a running stack', () => {
  let stack: TestStack;
  beforeAll(async () => {
    stack = await openStack();
  });
  afterAll(() => stack.close());

  it('tells scripts of itself, to its owner only', () => {
    const info = readInfo(stack.dataDir);
    expect(Object.keys(info).sort()).toEqual(
      [
        'api',
        'temporal',
        'temporalUi',
        'stripe',
        'webhookSecret',
        'mailbox',
        'codec',
        'metrics',
        'tokens',
        'pids',
      ].sort(),
    );
    expect(Object.values(info.pids).every(isRunning)).toBe(true);
    // Nothing is encrypted unless asked for, and scripts look after every pid that is named.
    expect([info.codec, 'codec' in info.pids]).toEqual(['', false]);
    expect(Object.keys(info.tokens.butchers)).toContain('demo-express');
    expect(statSync(join(stack.dataDir, 'stack.json')).mode & 0o777).toBe(0o600);
  });

  it('on a folder that a second one wants → that one is refused, this one goes on', async () => {
    const { dataDir } = stack;
    const second = createStack({ dataDir, ports: FREE_PORTS, env: {}, say: () => {} });
    await expect(second.start()).rejects.toThrow(/already running/);
    expect((await fetch(`${stack.info.api}/readyz`)).status).toBe(200);
    expect(existsSync(join(dataDir, 'stack.json'))).toBe(true);
  });

  it('whose order is placed → its mailbox has what customer and shop were written', async () => {
    const orderId = await placeOrder(stack.info);
    await vi.waitFor(
      async () => {
        const mails = await (await fetch(`${stack.info.mailbox}/mails.json`)).text();
        expect(mails).toContain(`<${orderId}.2.butcher_alerted.customer_email@127.0.0.1>`);
        expect(mails).toContain(`<${orderId}.2.butcher_alerted.shop_email@127.0.0.1>`);
      },
      { timeout: 20_000, interval: 250 },
    );
  });

  it('given a malformed variable → stops before anything is started', async () => {
    await expect(openStack({ STRIPE_SECRET_KEY: 'sk_test_x', CORS_ORIGINS: 'nonsense' })).rejects.toThrow(
      /STRIPE_WEBHOOK_SECRET: missing/,
    );
  });

  it('whose every child is killed → all are back, and an order in progress goes on', async () => {
    const orderId = await placeOrder(stack.info);
    const before = readInfo(stack.dataDir).pids;
    for (const name of ['postgres', 'temporal', 'stripe', 'worker', 'api'] as const)
      stack.signal(name, 'SIGKILL');
    await vi.waitUntil(() => stack.said.filter((line) => line.endsWith('is back.')).length >= 5, {
      timeout: 50_000,
    });
    await vi.waitUntil(async () => (await accept(stack.info, orderId).catch(() => null))?.status === 200, {
      timeout: 20_000,
      interval: 500,
    });
    const after = readInfo(stack.dataDir).pids;
    expect(after.api).not.toBe(before.api);
    expect(Object.values(after).every(isRunning)).toBe(true);
  });
});

describe('a stack told to log warnings only', () => {
  let stack: TestStack;
  beforeAll(async () => {
    stack = await openStack({ LOG_LEVEL: 'warn' });
  });
  afterAll(() => stack.close());

  it('takes a worker as started once it serves: stopped at once, it ends as it should', async () => {
    const { restart } = await stack.halt('worker');
    await restart();
    expect(await stack.halt('worker')).toMatchObject({ how: 'exit code 0' });
  });
});

describe('a stack whose supervisor is killed', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'klikandgo-killed-'));
  chmodSync(dataDir, 0o711);
  let supervisor: ChildProcess;
  afterAll(() => {
    supervisor.kill('SIGKILL');
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('→ the next start ends what it left, orders in progress go on, and a stop leaves nothing', async () => {
    const names = [
      'STRIPE',
      'TOKENS',
      'MAILBOX',
      'SMTP',
      'POSTGRES',
      'TEMPORAL',
      'TEMPORAL_UI',
      'API_METRICS',
      'WORKER_METRICS',
    ].map((name) => `STACK_${name}_PORT`);
    const free = Object.fromEntries(['PORT', ...names].map((name) => [name, '0']));
    supervisor = spawn(process.execPath, ['--import', 'tsx', 'dev/stack/main.ts'], {
      cwd: ROOT,
      env: { ...process.env, ...free, STACK_DATA: dataDir },
      stdio: 'ignore',
    });
    await vi.waitUntil(() => existsSync(join(dataDir, 'stack.json')), { timeout: 50_000 });
    const orderId = await placeOrder(readInfo(dataDir));
    const left = readInfo(dataDir).pids;
    supervisor.kill('SIGKILL');

    const said: string[] = [];
    const stack = createStack({ dataDir, ports: FREE_PORTS, env: {}, say: (line) => said.push(line) });
    const { info } = await stack.start();
    expect(said.filter((line) => line.includes('earlier run'))).toHaveLength(5);
    expect(Object.values(left).some(isRunning)).toBe(false);
    expect((await accept(info, orderId)).status).toBe(200);
    const { restart } = await stack.halt('stripe');
    await stack.stop();
    // Who halted it comes too late.
    await expect(restart()).rejects.toThrow('stopped');
    expect(Object.values(info.pids).some(isRunning)).toBe(false);
    expect(existsSync(join(dataDir, 'stack.json'))).toBe(false);
  });
});
