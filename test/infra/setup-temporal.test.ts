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
import { describeMissingAttributes } from '../../infra/setup/search-attributes.ts';

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

const setup = (address: string) => run('dist/infra/setup/temporal.js', { TEMPORAL_ADDRESS: address });

describe('a server without our search attributes and our schedule', () => {
  it('the worker refuses to start, and says what to run; after the setup, run twice, all is well', async () => {
    const { address } = server;
    const worker = await run('dist/worker/main.js', {
      TEMPORAL_ADDRESS: address,
      DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/orders',
      STRIPE_SECRET_KEY: 'sk_test_unused',
      NEXT_PUBLIC_APP_URL: 'https://shop.test',
    });
    expect(worker.code).toBe(1);
    expect(worker.said).toContain('npm run setup:temporal');
    expect(worker.said).toContain('PickupAt');

    expect(await describeMissingSchedule(server.client)).toContain('npm run setup:temporal');

    const first = await setup(address);
    expect(first).toMatchObject({ code: 0 });
    expect(first.said).toContain(NAMES.join(', '));
    expect(first.said).toContain('Reconciliation is scheduled every 15 minutes.');
    const second = await setup(address);
    expect(second).toMatchObject({ code: 0 });
    expect(second.said).toMatch(/^All search attributes are registered/);
    expect(second.said).toContain('Reconciliation is scheduled already.');

    expect(await describeMissingAttributes(server.connection, 'default')).toBeNull();
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
