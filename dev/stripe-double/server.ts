// The double as one HTTP server on 127.0.0.1: opens its memory, serves its doors, keeps its clock ticking.
import { createServer } from 'node:http';
import { HOST, listen } from '../processes/listen.ts';
import { type Account, createAccount, transact } from './account.ts';
import type { Double } from './double.ts';
import { runDueTasks } from './due-tasks.ts';
import { createFaults } from './faults.ts';
import { serveCall } from './front-door.ts';
import { createIdempotencyKeys } from './idempotency.ts';
import { createLimits } from './limits.ts';
import { createRequestLog } from './request-log.ts';
import { createMemoryJournal, openFileJournal } from './store/journal.ts';
import { openStore } from './store/tables.ts';
import { tidy } from './tidy.ts';
import { createDeliveries } from './webhooks/deliver.ts';
import { registerEndpoint } from './webhooks/endpoints.ts';

const TICK_MS = 100;

export interface StripeDoubleOptions {
  /** 0 for any free port. */
  readonly port: number;
  /** Where everything is kept; without it, everything is forgotten at the end. */
  readonly journalFile?: string;
  /** An endpoint to register for all events, with a secret that is known beforehand. */
  readonly webhook?: { readonly url: string; readonly secret: string };
  /** The first pauses between attempts at a webhook; longer ones follow, for three days. */
  readonly retryDelaysMs?: readonly number[];
  /** Where the double's clock begins (epoch seconds, not before now), unless the journal knows better. */
  readonly clockStart?: number;
  /** How long until a refund's or dispute's later outcome. */
  readonly outcomeMs?: number;
  /** How long until a captured charge has its balance transaction. */
  readonly balanceMs?: number;
}

export interface StripeDouble {
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

/** Starts a double. The port is taken first, so two doubles never write one journal by mistake. */
export async function startStripeDouble(options: StripeDoubleOptions): Promise<StripeDouble> {
  const server = createServer();
  // Longer than clients keep idle connections, so that none is cut just as it is used again.
  server.keepAliveTimeout = 75_000;
  const port = await listen(server, options.port);
  const url = `http://${HOST}:${port}`;
  const double = openDouble(options, url);
  const { account, deliveries } = double;
  server.on('request', (request, response) => serveCall(double, request, response));
  const ticker = setInterval(() => {
    transact(account, null, () => runDueTasks(account));
    deliveries.kick();
  }, TICK_MS);
  deliveries.kick();
  return {
    url,
    port,
    async close() {
      clearInterval(ticker);
      deliveries.close();
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
      account.store.close();
    },
  };
}

function openDouble(options: StripeDoubleOptions, origin: string): Double {
  const journal =
    options.journalFile === undefined
      ? createMemoryJournal()
      : openFileJournal(options.journalFile, (line) => console.error(`stripe double: ${line}`));
  const delays = { outcomeMs: options.outcomeMs ?? 3000, balanceMs: options.balanceMs ?? 300 };
  const account = createAccount({ store: openStore(journal), origin, delays });
  transact(account, null, () => prepare(account, options));
  return {
    account,
    keys: createIdempotencyKeys(),
    faults: createFaults(),
    limits: createLimits(),
    requests: createRequestLog(),
    deliveries: createDeliveries(account, options.retryDelaysMs ?? [1000, 5000, 25_000]),
  };
}

function prepare(account: Account, { clockStart, webhook }: StripeDoubleOptions): void {
  const isNew = account.store.get('settings', 'settings') === undefined;
  if (clockStart !== undefined && isNew) account.clock.moveTo(clockStart * 1000);
  if (webhook !== undefined) registerEndpoint(account, webhook);
  tidy(account);
}
