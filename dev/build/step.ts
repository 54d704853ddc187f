// One step of the build: run when its inputs changed or its product is missing, skipped otherwise.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Say } from '../tools/temporal-cli.ts';
import { fingerprint } from './fingerprint.ts';

export interface Step {
  readonly name: string;
  /** Files and folders, from the root of the checkout. */
  readonly inputs: readonly string[];
  /** Without it the step is never skipped. */
  readonly product: string;
  /** Where the inputs' fingerprint is kept: beside the product, so that both go together. */
  readonly stamp: string;
  readonly run: (root: string) => Promise<void>;
}

/** @returns whether the step had to run. @throws what the step throws. */
export async function runStep(step: Step, root: string, say: Say): Promise<boolean> {
  const stamp = join(root, step.stamp);
  const now = fingerprint(root, step.inputs);
  if (existsSync(join(root, step.product)) && existsSync(stamp) && readFileSync(stamp, 'utf8') === now)
    return false;
  say(`Build: ${step.name} …`);
  rmSync(stamp, { force: true });
  const startedAt = performance.now();
  await step.run(root);
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, now);
  say(`Build: ${step.name} done (${((performance.now() - startedAt) / 1_000).toFixed(1)} s).`);
  return true;
}
