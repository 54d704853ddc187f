// A further process of ours beside those of a stack: another worker, another API, or another build of one.
import { join } from 'node:path';
import { type Child, createChild } from '../../dev/stack/child.ts';
import { planApi, planWorker } from '../../dev/stack/plans.ts';
import { FREE_PORTS, settlePorts } from '../../dev/stack/ports.ts';
import type { Environment } from '../../dev/stack/settings.ts';
import type { Keep } from './closing.ts';
import type { TestStack } from './stack.ts';

export interface FellowWish {
  readonly kind: 'api' | 'worker';
  /** Of its own in its stack; its log is called so. */
  readonly name: string;
  /** Added to what the stack's own processes have. */
  readonly env?: Environment;
  /** Is told how to stop it before it starts. */
  readonly keep?: Keep;
}

export interface Fellow extends Child {
  /** Where it answers; of an API. */
  readonly url: string;
}

/** Ports of its own, and started again when it dies, as the stack's own are. */
export async function startFellow(
  { dataDir, env }: Pick<TestStack, 'dataDir' | 'env'>,
  wish: FellowWish,
): Promise<Fellow> {
  const { kind, name, keep } = wish;
  const file = join(dataDir, `${name}.ports.json`);
  const ports = await settlePorts(FREE_PORTS, ['api', 'apiMetrics', 'workerMetrics'], file);
  const parts = {
    dataDir,
    ports,
    env: { ...env, PORT: String(ports.api), ...wish.env },
    say: () => undefined,
    worker: { path: 'worker/main.js', env: {} },
  };
  const plan = kind === 'api' ? planApi(parts) : planWorker(parts);
  const watch = { say: () => undefined, onPid: () => undefined };
  const child = createChild({ ...plan, name, logFile: join(dataDir, 'logs', `${name}.log`) }, watch);
  keep?.(async () => void (await child.stop()));
  await child.start();
  return { ...child, url: `http://127.0.0.1:${ports.api}` };
}
