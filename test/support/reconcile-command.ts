// `npm run reconcile` on a stack, as compiled, with nothing configured but the stack's folder.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { TestStack } from './stack.ts';

export interface Reconciled {
  /** As documented: 0, 1 or 2. */
  readonly code: number;
  readonly said: string;
}

export async function reconcile({ dataDir }: Pick<TestStack, 'dataDir'>): Promise<Reconciled> {
  const env = { PATH: process.env.PATH, STACK_DATA: dataDir };
  try {
    const { stdout } = await promisify(execFile)(process.execPath, ['dist/dev/reconcile/main.js'], { env });
    return { code: 0, said: stdout };
  } catch (error) {
    // What `execFile` rejects with when a program ends badly.
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, said: `${stdout}${stderr}` };
  }
}
