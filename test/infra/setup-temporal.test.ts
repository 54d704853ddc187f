// `npm run setup:temporal` as compiled, against a real server; and a worker that starts before it.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildAll } from '../../dev/build/build.ts';
import { findTemporalCli } from '../../dev/tools/temporal-cli.ts';
import { RECONCILIATION_SCHEDULE_ID } from '../../domain/identity.ts';
import { SEARCH_ATTRIBUTES } from '../../domain/search-attributes.ts';
import { describeMissingSchedule } from '../../infra/setup/reconciliation-schedule.ts';
import { checkAttributes } from '../../infra/setup/search-attributes.ts';

const KEYS = { Keyword: 'KEYWORD', Bool: 'BOOL', Datetime: 'DATETIME' } as const;
const NAMES = Object.keys(SEARCH_ATTRIBUTES);
let server: TestWorkflowEnvironment;
beforeAll(async () => {
  await buildAll(() => {});
  const path = await findTemporalCli(() => {});
  server = await TestWorkflowEnvironment.createLocal({
    server: { executable: { type: 'existing-path', path }, ui: false },
  });
});
afterAll(() => server?.teardown());

/** A compiled program with nothing in its environment but `variables`; its exit code and what it said. */
async function run(program: string, variables: Record<string, string>) {
  const env = { PATH: process.env.PATH, ...variables };
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [program], { env });
    return { code: 0, said: stdout };
  } catch (error) {
    // What `execFile` rejects with when a program ends badly.
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, said: `${stdout}${stderr}` };
  }
}

const WORKER = 'dist/worker/main.js';
const API = 'dist/api/main.js';
const ENV = {
  DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/orders',
  STRIPE_SECRET_KEY: 'sk_test_unused',
  NEXT_PUBLIC_APP_URL: 'https://shop.test',
  STRIPE_WEBHOOK_SECRET: 'whsec_unused',
  AUTH_JWKS_URL: 'http://127.0.0.1:1/jwks',
  AUTH_ISSUER: 'https://issuer.test',
  PORT: '0',
};

/** What a process says of each attribute it does not start without. @throws when it starts, or says something else. */
async function lackingOf(program: string, address: string, says = 'lacks the search attribute') {
  const { code, said } = await run(program, { ...ENV, TEMPORAL_ADDRESS: address });
  expect(code).toBe(1);
  expect(said).not.toContain('"msg":"api ready"');
  const lines = said.split('\n').filter((line) => line.includes(says));
  for (const line of lines) expect(line).toContain('run npm run setup:temporal');
  return lines.map((line) => NAMES.find((name) => line.includes(`attribute ${name}`)));
}

const alphabetical = (a = '', b = ''): number => a.localeCompare(b);

const setup = (address: string) => run('dist/infra/setup/temporal.js', { TEMPORAL_ADDRESS: address });

describe('a server without our search attributes and our schedule', () => {
  it('the worker and the API refuse to start, and say what to run; after the setup, run twice, all is well', async () => {
    const { address } = server;
    for (const program of [WORKER, API]) {
      expect((await lackingOf(program, address)).toSorted(alphabetical)).toEqual(
        NAMES.toSorted(alphabetical),
      );
    }

    expect(await describeMissingSchedule(server.client)).toContain('npm run setup:temporal');

    const first = await setup(address);
    expect(first).toMatchObject({ code: 0 });
    expect(first.said).toContain(NAMES.join(', '));
    expect(first.said).toContain('Reconciliation is scheduled every 15 minutes.');
    const second = await setup(address);
    expect(second).toMatchObject({ code: 0 });
    expect(second.said).toMatch(/^All search attributes are registered/);
    expect(second.said).toContain('Reconciliation is scheduled already.');

    expect(await checkAttributes(server.connection, 'default')).toEqual({ kind: 'checked', problems: [] });
    expect(await describeMissingSchedule(server.client)).toBeNull();
    const { customAttributes } = await server.connection.operatorService.listSearchAttributes({
      namespace: 'default',
    });
    const { schedule } = server.client;
    expect(await schedule.getHandle(RECONCILIATION_SCHEDULE_ID).describe()).toMatchObject({
      spec: { intervals: [{ every: 900_000 }] },
      policies: { overlap: 'SKIP' },
      action: { workflowType: 'reconciliationWorkflow', taskQueue: 'orders' },
    });
    expect(customAttributes).toMatchObject({ OrderStatus: 2, PickupAt: 6, NeedsAttention: 5 });
  });
});

describe('an attribute of another type', () => {
  it('worker and API → one line that names it, exit 1', async () => {
    const path = await findTemporalCli(() => {});
    const others = Object.entries(SEARCH_ATTRIBUTES).filter(([name]) => name !== 'NeedsAttention');
    const searchAttributes = [
      ...others.map(([name, type]) => ({ name, type: KEYS[type] })),
      { name: 'NeedsAttention', type: 'KEYWORD' as const },
    ];
    const odd = await TestWorkflowEnvironment.createLocal({
      server: { executable: { type: 'existing-path', path }, ui: false, searchAttributes },
    });
    try {
      for (const program of [WORKER, API]) {
        const named = await lackingOf(program, odd.address, 'with another type than');
        expect(named).toEqual(['NeedsAttention']);
      }
    } finally {
      await odd.teardown();
    }
  });
});

describe('no server', () => {
  it('the setup → one line, exit 1', async () => {
    const { code, said } = await setup('127.0.0.1:1');
    expect(code).toBe(1);
    expect(said.trim()).toMatch(/^Temporal at 127\.0\.0\.1:1 does not answer: .*$/);
  });

  it('a wrong address → told before anything is tried', async () => {
    expect(await setup('nonsense')).toEqual({ code: 1, said: 'TEMPORAL_ADDRESS: expected host:port\n' });
  });
});
