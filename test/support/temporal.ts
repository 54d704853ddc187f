// Temporal servers for tests.
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { FAST_QUEUES } from '../../dev/stack/plan-temporal.ts';
import { findTemporalCli } from '../../dev/tools/temporal-cli.ts';
import { findTimeSkippingServer } from '../../dev/tools/time-skipping-server.ts';
import { SEARCH_ATTRIBUTES } from '../../domain/search-attributes.ts';
import { registerSearchAttributes } from '../../infra/setup/search-attributes.ts';

/** A server whose clock jumps to the next timer whenever nothing else is left to do. */
export async function openTimeSkipping(): Promise<TestWorkflowEnvironment> {
  quiet();
  const path = await findTimeSkippingServer(console.log);
  const env = await TestWorkflowEnvironment.createTimeSkipping({
    server: { executable: { type: 'existing-path', path } },
  });
  // This server cannot list what it knows, but it starts with nothing.
  const names = Object.keys(SEARCH_ATTRIBUTES);
  await registerSearchAttributes(env.connection, { namespace: 'default', names });
  return env;
}

/** The server of `npm start`, in memory and on a free port: real time, lists and search attributes. */
export async function openDevServer(): Promise<TestWorkflowEnvironment> {
  quiet();
  const path = await findTemporalCli(console.log);
  const attributes = Object.entries(SEARCH_ATTRIBUTES).map(([name, type]) => `${name}=${type}`);
  return TestWorkflowEnvironment.createLocal({
    server: {
      executable: { type: 'existing-path', path },
      extraArgs: [...FAST_QUEUES, ...attributes.flatMap((value) => ['--search-attribute', value])],
    },
  });
}

let isQuiet = false;
/** The runtime can be set up once per process; tests make activities fail on purpose, so warnings are no news. */
function quiet(): void {
  if (isQuiet) return;
  isQuiet = true;
  Runtime.install({
    logger: new DefaultLogger('ERROR'),
    telemetryOptions: { logging: { filter: 'ERROR', forward: {} } },
  });
}
