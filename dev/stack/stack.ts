// The whole service on one machine: starts the pieces in order, keeps them running, stops them in order.
import { join } from 'node:path';
import { buildAll } from '../build/build.ts';
import type { Issuer } from '../tokens/issuer.ts';
import { findTemporalCli } from '../tools/temporal-cli.ts';
import type { Child } from './child.ts';
import { claimData } from './claim.ts';
import { describeStack } from './describe-stack.ts';
import { announce, emptyHolding, type Holding, startChild, stopAll } from './holding.ts';
import { startOwnServers } from './own-servers.ts';
import type { ChildName } from './pid-files.ts';
import type { PlanParts } from './plan-parts.ts';
import { planTemporal } from './plan-temporal.ts';
import { planApi, planCodec, planPostgres, planStripe, planWorker } from './plans.ts';
import { type PortName, settlePorts } from './ports.ts';
import { createLocalDatabase, migrateAndSeed } from './prepare-database.ts';
import { type LocalPieces, localPieces, processEnv } from './process-env.ts';
import { runCompiled } from './run-compiled.ts';
import { webhookSecret } from './secrets.ts';
import type { Environment, StackSettings, WorkerProgram } from './settings.ts';
import type { StackInfo } from './stack-info.ts';

export interface RunningStack {
  readonly info: StackInfo;
  /** What worker and API were started with. */
  readonly env: Environment;
  /** Mints tokens the API believes; null where a real issuer is used. */
  readonly issuer: Issuer | null;
}

export interface Halted {
  /** `exit code 0`, or the signal that had to be used; null when it was down already. */
  readonly how: string | null;
  /** Starts it again; resolves when it is ready. @throws when the stack is being stopped. */
  readonly restart: () => Promise<void>;
}

export interface Stack {
  /** @param launcher pid of the npm behind it. @throws in plain words; whatever was started is stopped then. */
  start(launcher?: number | null): Promise<RunningStack>;
  /** Every child, in order. Safe at any time, also in the middle of the start. */
  stop(): Promise<void>;
  /** Signals one child; when it dies it is started again. */
  readonly signal: (name: ChildName, signal: NodeJS.Signals) => void;
  /** Stops one child and keeps it down. */
  halt(name: ChildName): Promise<Halted>;
  /** Ends every child at once. */
  abandon(): void;
}

export function createStack(settings: StackSettings): Stack {
  const holding = emptyHolding(settings);
  return {
    async start(launcher = null) {
      try {
        return await startAll(holding, launcher);
      } catch (error) {
        await stopAll(holding);
        throw error;
      }
    },
    stop: () => stopAll(holding),
    signal: (name, signal) => holding.children.get(name)?.signal(signal),
    async halt(name) {
      const child = holding.children.get(name);
      if (child === undefined) throw new Error(`${name} does not run here`);
      return { how: await child.stop(), restart: () => restart(holding, child) };
    },
    abandon() {
      // PostgreSQL is told to give up at once: killed, it would leave processes of its own behind.
      for (const [name, child] of holding.children) child.signal(name === 'postgres' ? 'SIGQUIT' : 'SIGKILL');
    },
  };
}

async function restart({ stopping }: Holding, child: Child): Promise<void> {
  if (stopping !== null) throw new Error('stopped');
  await child.start();
}

async function startAll(holding: Holding, launcher: number | null): Promise<RunningStack> {
  const { dataDir, env: given, say, ports: wish, worker = WORKER } = holding.settings;
  const local = localPieces(given);
  holding.claim = await claimData(dataDir, launcher, say);
  const ports = await settlePorts(wish, portsOf(local), join(dataDir, 'ports.json'));
  const env = processEnv(given, { ports, webhookSecret: webhookSecret(dataDir) });
  const parts: PlanParts = { dataDir, ports, env, say, worker };
  const cli = local.temporal ? await findTemporalCli(say) : null;
  await buildAll(say);
  await startOwnServers(holding, parts, local);
  await allSettled([
    startDatabase(holding, parts, local),
    startTemporal(holding, parts, cli),
    local.stripe ? startChild(holding, 'stripe', planStripe(parts)) : Promise.resolve(),
  ]);
  await startChild(holding, 'worker', planWorker(parts));
  await startChild(holding, 'api', planApi(parts));
  if (local.codec) await startChild(holding, 'codec', planCodec(parts));
  const info = announce(holding, await describeStack(parts, holding));
  return { info, env, issuer: holding.tokens };
}

const WORKER: WorkerProgram = { path: 'worker/main.js', env: {} };

const portsOf = (local: LocalPieces): PortName[] => [
  'api',
  'apiMetrics',
  'workerMetrics',
  ...(local.stripe ? (['stripe'] as const) : []),
  ...(local.tokens ? (['tokens'] as const) : []),
  ...(local.mail ? (['mailbox', 'smtp'] as const) : []),
  ...(local.codec ? (['codec'] as const) : []),
  ...(local.postgres ? (['postgres'] as const) : []),
  ...(local.temporal ? (['temporal', 'temporalUi'] as const) : []),
];

/** Waits for all, so that nothing is still starting when the first failure is thrown. */
async function allSettled(starts: readonly Promise<void>[]): Promise<void> {
  const failed = (await Promise.allSettled(starts)).find((start) => start.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}

async function startDatabase(holding: Holding, parts: PlanParts, local: LocalPieces): Promise<void> {
  if (local.postgres) {
    await startChild(holding, 'postgres', planPostgres(parts));
    await createLocalDatabase(parts.ports.postgres);
  }
  await migrateAndSeed(parts.env, local.postgres);
}

async function startTemporal(holding: Holding, parts: PlanParts, cli: string | null): Promise<void> {
  if (cli !== null) await startChild(holding, 'temporal', planTemporal(parts, cli));
  await runCompiled('infra/setup/temporal.js', parts.env);
}
