// Finds or gets the `temporal` program, which carries the dev server and its UI.

import { mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { cacheFolder } from './cache-folder.ts';
import { goInstall } from './go-install.ts';
import { exists, makeOnce } from './make-once.ts';
import { canRun } from './run-command.ts';

/** Later tags have a `replace` directive, which `go install` refuses. */
const VERSION = 'v1.5.1';

export type Say = (line: string) => void;

/** Tries, in order: TEMPORAL_CLI, the PATH, the cache, the SDK's download, building with Go. @throws in plain words. */
export async function findTemporalCli(say: Say): Promise<string> {
  const given = process.env.TEMPORAL_CLI;
  if (given !== undefined && given !== '') {
    if (await exists(given)) return given;
    throw new Error(`TEMPORAL_CLI points to ${given}, which does not exist.`);
  }
  if (await canRun('temporal')) return 'temporal';
  return makeOnce(cacheFolder('bin', `temporal-${VERSION.slice(1)}`), (path) => getCli(path, say));
}

async function getCli(path: string, say: Say): Promise<void> {
  say('Temporal: downloading the dev server …');
  if (await download(path)) return;
  say('Temporal: no download here; building it with Go instead (3 to 4 minutes, once) …');
  if (!(await canRun('go', ['version']))) throw new Error(NOTHING_WORKS);
  await build(path, say);
}

/** The SDK downloads the program when it first starts a dev server. */
async function download(path: string): Promise<boolean> {
  const folder = `${path}.download`;
  try {
    await mkdir(folder, { recursive: true });
    const env = await TestWorkflowEnvironment.createLocal({
      server: { executable: { type: 'cached-download', downloadDir: folder } },
    });
    await env.teardown();
    const { readdir } = await import('node:fs/promises');
    const [program] = (await readdir(folder)).filter((name) => name.startsWith('temporal'));
    if (program === undefined) return false;
    await rename(join(folder, program), path);
    return true;
  } catch {
    return false;
  }
}

async function build(path: string, say: Say): Promise<void> {
  const bin = `${path}.gobin`;
  const packages = [`github.com/temporalio/cli/cmd/temporal@${VERSION}`];
  const isBuilt = await goInstall({ packages, into: bin, name: 'Temporal', every: 100 }, say);
  if (!isBuilt) throw new Error(`Building Temporal with Go failed.\n${NOTHING_WORKS}`);
  await rename(join(bin, 'temporal'), path);
  say('Temporal: built.');
}

const NOTHING_WORKS = [
  'The Temporal dev server is missing and could not be downloaded. Do one of these:',
  '  - install the Temporal CLI and put `temporal` on the PATH (https://docs.temporal.io/cli), or',
  '  - install Go 1.23 or newer (https://go.dev/dl), so that it can be built here, or',
  '  - set TEMPORAL_ADDRESS to a server you have.',
].join('\n');
