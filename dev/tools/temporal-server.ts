// Finds or builds Temporal's full server, with the program and the files that make its tables in PostgreSQL.
import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheFolder } from './cache-folder.ts';
import { goInstall } from './go-install.ts';
import { makeOnce } from './make-once.ts';
import { canRun, runCommand } from './run-command.ts';
import type { Say } from './temporal-cli.ts';

/** 1.32 wants a newer Go than most have. */
const VERSION = 'v1.31.2';
const MODULE = `go.temporal.io/server`;

export interface TemporalServerFiles {
  readonly server: string;
  /** Makes and changes its tables. */
  readonly sql: string;
  /** Holds `temporal/versioned` and `visibility/versioned`. */
  readonly schema: string;
}

/** Tries the cache, then building with Go. @throws in plain words. */
export async function findTemporalServer(say: Say): Promise<TemporalServerFiles> {
  const folder = await makeOnce(cacheFolder(`temporal-server-${VERSION.slice(1)}`), (path) =>
    build(path, say),
  );
  return { server: join(folder, 'server'), sql: join(folder, 'sql'), schema: join(folder, 'schema') };
}

async function build(folder: string, say: Say): Promise<void> {
  if (!(await canRun('go', ['version']))) throw new Error(NEEDS_GO);
  say(`Temporal server ${VERSION}: building it with Go (about six minutes, once) …`);
  await mkdir(folder, { recursive: true });
  const packages = ['cmd/server', 'cmd/tools/sql'].map((path) => `${MODULE}/${path}@${VERSION}`);
  const isBuilt = await goInstall({ packages, into: folder, name: 'Temporal server', every: 200 }, say);
  if (!isBuilt) throw new Error(`Building Temporal's server with Go failed.\n${NEEDS_GO}`);
  const schema = join(await modulesFolder(), `${MODULE}@${VERSION}`, 'schema/postgresql/v12');
  await cp(schema, join(folder, 'schema'), { recursive: true });
}

async function modulesFolder(): Promise<string> {
  const lines: string[] = [];
  await runCommand('go', ['env', 'GOMODCACHE'], { onLine: (line) => lines.push(line) });
  return lines[0] ?? '';
}

const NEEDS_GO =
  'The full Temporal server is built with Go 1.23 or newer (https://go.dev/dl): install it, or measure on the dev server.';
