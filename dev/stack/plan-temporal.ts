// The Temporal dev server as a child of the stack: its flags, its database file, when it is ready.
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Connection } from '@temporalio/client';
import { SEARCH_ATTRIBUTES } from '../../domain/search-attributes.ts';
import type { ChildPlan } from './child-plan.ts';
import type { PlanParts } from './plan-parts.ts';
import { shape } from './plan-parts.ts';
import { codecUrl } from './ports.ts';

/** @param cli the `temporal` program. */
export function planTemporal(parts: PlanParts, cli: string): ChildPlan {
  const { dataDir, ports, env, say } = parts;
  const folder = join(dataDir, 'temporal');
  const isWhole = join(folder, 'ready');
  return {
    ...shape('temporal', parts),
    prepare: async () => {
      if (existsSync(isWhole)) return;
      if (existsSync(join(folder, 'temporal.db')))
        say('Temporal: its database was left half made; making a new one.');
      rmSync(folder, { recursive: true, force: true });
      mkdirSync(folder, { recursive: true });
    },
    program: () => ({ command: cli, args: temporalArgs(folder, parts) }),
    isReady: async () => {
      const ready = await temporalAnswers(`127.0.0.1:${ports.temporal}`, env.TEMPORAL_NAMESPACE ?? 'default');
      if (ready && !existsSync(isWhole)) writeFileSync(isWhole, '');
      return ready;
    },
  };
}

/** The dev server's own 20 polls a second make a lone order wait half a second. */
export const FAST_QUEUES = [
  'history.transferProcessorMaxPollRPS=2000',
  'history.timerProcessorMaxPollRPS=2000',
].flatMap((value) => ['--dynamic-config-value', value]);

/** Faster queues than a dev server has by itself, and a journal that makes its file as fast as memory. */
function temporalArgs(folder: string, { ports, env }: PlanParts): string[] {
  const codec = env.PAYLOAD_KEYS === undefined ? {} : { 'ui-codec-endpoint': codecUrl(ports) };
  const pairs = {
    ip: '127.0.0.1',
    port: String(ports.temporal),
    'ui-port': String(ports.temporalUi),
    'db-filename': join(folder, 'temporal.db'),
    namespace: env.TEMPORAL_NAMESPACE ?? 'default',
    'log-level': 'warn',
    ...codec,
  };
  const pragmas = ['journal_mode=WAL', 'synchronous=NORMAL'];
  const attributes = Object.entries(SEARCH_ATTRIBUTES).map(([name, type]) => `${name}=${type}`);
  return [
    'server',
    'start-dev',
    ...Object.entries(pairs).flatMap(([name, value]) => [`--${name}`, value]),
    ...FAST_QUEUES,
    ...pragmas.flatMap((value) => ['--sqlite-pragma', value]),
    ...attributes.flatMap((value) => ['--search-attribute', value]),
  ];
}

async function temporalAnswers(address: string, namespace: string): Promise<boolean> {
  try {
    const connection = await Connection.connect({ address, connectTimeout: '1s' });
    try {
      await connection.workflowService.describeNamespace({ namespace });
      return true;
    } finally {
      await connection.close();
    }
  } catch {
    return false;
  }
}
