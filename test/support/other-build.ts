// Workflows of a version to come: they do all that these do, and one thing more, which no present history replays.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundleWorkflowCode } from '@temporalio/worker';
import { ROOT } from '../../dev/build/build.ts';
import { quietly } from './order-scenario.ts';

const WORKFLOWS = join(ROOT, 'workflows/index.ts');

/** An order that begins with a timer nobody waits for. */
const SOURCE = `
import { sleep } from '@temporalio/workflow';
import { orderWorkflow as present } from '${WORKFLOWS}';
export { aftercareWorkflow, noticeWorkflow, reconciliationWorkflow, resumedOrderWorkflow } from '${WORKFLOWS}';
export async function orderWorkflow(placed) {
  void sleep(1).catch(() => undefined);
  return present(placed);
}
`;

/** @param file where the bundle is written. */
export async function bundleOtherBuild(file: string): Promise<void> {
  await mkdir(join(ROOT, '.cache'), { recursive: true });
  const folder = await mkdtemp(join(ROOT, '.cache/other-build-'));
  try {
    const workflowsPath = join(folder, 'workflows.ts');
    await writeFile(workflowsPath, SOURCE);
    const { code } = await bundleWorkflowCode({ workflowsPath, logger: quietly });
    await writeFile(file, code);
  } finally {
    await rm(folder, { recursive: true });
  }
}
