// The children of the stack: how each is run, when it is ready, how it is stopped.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../build/build.ts';
import { clearCluster, clusterProgram, clusterUrl, ensureCluster } from '../postgres/cluster.ts';
import { answersSql } from '../postgres/wait-for-postgres.ts';
import type { Program } from '../processes/program.ts';
import type { ChildPlan } from './child-plan.ts';
import { type PlanParts, shape } from './plan-parts.ts';
import type { Environment } from './settings.ts';

/**
 * The flags of `npm run api` and `npm run worker`: a small young generation, which these processes never fill, and an old
 * one that V8 does not let grow to gigabytes of garbage before it collects, because the machine has them.
 */
export const FLAGS: readonly string[] = [
  '--enable-source-maps',
  '--max-semi-space-size=4',
  '--max-old-space-size=512',
];

/** @param path below `dist/`. */
export const compiled = (path: string, env: Environment): Program => ({
  command: process.execPath,
  args: [...FLAGS, join(ROOT, 'dist', path)],
  env: { NODE_OPTIONS: undefined, ...env },
});

export function planPostgres(parts: PlanParts): ChildPlan {
  const { dataDir, ports, say } = parts;
  const folder = join(dataDir, 'postgres');
  return {
    ...shape('postgres', parts),
    prepare: async () => {
      await ensureCluster(folder, say);
      await clearCluster(folder, say);
    },
    program: () => clusterProgram(folder, ports.postgres),
    isReady: () => answersSql(clusterUrl(ports.postgres, 'postgres')),
  };
}

export function planStripe(parts: PlanParts): ChildPlan {
  const { dataDir, ports, env } = parts;
  mkdirSync(join(dataDir, 'stripe'), { recursive: true });
  return {
    ...shape('stripe', parts),
    program: () =>
      compiled('dev/stripe-double/main.js', {
        STRIPE_DOUBLE_PORT: String(ports.stripe),
        STRIPE_DOUBLE_DATA: join(dataDir, 'stripe', 'journal.jsonl'),
        STRIPE_DOUBLE_WEBHOOK_URL: `http://127.0.0.1:${ports.api}/api/webhooks/stripe`,
        STRIPE_DOUBLE_WEBHOOK_SECRET: env.STRIPE_WEBHOOK_SECRET,
      }),
    isReady: (log) => log.includes('listening on'),
  };
}

/** Each process shows its own, to this machine only. */
const metricsOn = (port: number): Environment => ({ METRICS_PORT: String(port), METRICS_HOST: '127.0.0.1' });

export function planWorker(parts: PlanParts): ChildPlan {
  const { path, env } = parts.worker;
  return {
    ...shape('worker', parts),
    program: () => compiled(path, { ...parts.env, ...metricsOn(parts.ports.workerMetrics), ...env }),
    isReady: () => answersOk(`http://127.0.0.1:${parts.ports.workerMetrics}/readyz`),
  };
}

/** Only where payloads are encrypted; read by the Temporal UI that runs here. */
export function planCodec(parts: PlanParts): ChildPlan {
  const { ports, env } = parts;
  return {
    ...shape('codec', parts),
    program: () => compiled('api/codec/main.js', env),
    isReady: () => answersOk(`http://127.0.0.1:${ports.codec}/healthz`),
  };
}

export function planApi(parts: PlanParts): ChildPlan {
  return {
    ...shape('api', parts),
    program: () => compiled('api/main.js', { ...parts.env, ...metricsOn(parts.ports.apiMetrics) }),
    isReady: () => answersOk(`http://127.0.0.1:${parts.ports.api}/readyz`),
  };
}

const answersOk = (url: string): Promise<boolean> =>
  fetch(url, { signal: AbortSignal.timeout(2_000) }).then(
    (answer) => answer.ok,
    () => false,
  );
