// Temporal servers for tests.
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { findTemporalCli } from '../../dev/tools/temporal-cli.ts';
import { findTimeSkippingServer } from '../../dev/tools/time-skipping-server.ts';
import { SEARCH_ATTRIBUTES } from '../../domain/search-attributes.ts';
import { registerSearchAttributes } from '../../infra/setup/search-attributes.ts';

/** A server whose clock jumps to the next timer whenever nothing else is left to do. */
export async function openTimeSkipping(): Promise<TestWorkflowEnvironment> {
  quiet();
  const path = await findTimeSkippingServer(console.log);
  const env = await started(() =>
    TestWorkflowEnvironment.createTimeSkipping({ server: { executable: { type: 'existing-path', path } } }),
  );
  // This server cannot list what it knows, but it starts with nothing.
  const names = Object.keys(SEARCH_ATTRIBUTES);
  await registerSearchAttributes(env.connection, { namespace: 'default', names });
  return env;
}

/** The server of `npm start`: its clock is ours, and one workflow's signal to another is as quick as in production. */
export async function openDevServer(): Promise<TestWorkflowEnvironment> {
  quiet();
  const path = await findTemporalCli(console.log);
  const env = await TestWorkflowEnvironment.createLocal({
    server: { executable: { type: 'existing-path', path }, ui: false },
  });
  const names = Object.keys(SEARCH_ATTRIBUTES);
  await registerSearchAttributes(env.connection, { namespace: 'default', names });
  return env;
}

/** The SDK gives a server five seconds to start, which a busy machine may not. */
const STARTS = 5;

async function started<T>(start: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await start();
    } catch (error) {
      if (tries === STARTS) throw error;
    }
  }
}

let isQuiet = false;
/** The runtime can be set up once per process; tests make activities fail on purpose, so warnings are no news. */
export function quiet(): void {
  if (isQuiet) return;
  isQuiet = true;
  Runtime.install({
    logger: new DefaultLogger('ERROR'),
    telemetryOptions: { logging: { filter: 'ERROR', forward: {} } },
  });
}

/** Where a replay's spans go: what is told again is not told. */
export const NOWHERE = { exporter: { export: { fn: () => {} } } };
