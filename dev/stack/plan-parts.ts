// What the plans of all children have in common.
import { join } from 'node:path';
import type { Say } from '../tools/temporal-cli.ts';
import { type ChildName, stopSignalOf } from './pid-files.ts';
import type { Ports } from './ports.ts';
import type { Environment, WorkerProgram } from './settings.ts';

export interface PlanParts {
  readonly dataDir: string;
  readonly ports: Ports;
  /** Of worker and API. */
  readonly env: Environment;
  readonly say: Say;
  readonly worker: WorkerProgram;
}

const PATIENCE: Readonly<Record<ChildName, number>> = {
  codec: 3_000,
  api: 22_000,
  worker: 22_000,
  stripe: 3_000,
  temporal: 8_000,
  postgres: 15_000,
};

export const shape = (name: ChildName, { dataDir }: PlanParts) => ({
  name,
  stopSignal: stopSignalOf(name),
  patience: PATIENCE[name],
  logFile: join(dataDir, 'logs', `${name}.log`),
});
