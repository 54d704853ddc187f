// What package.json and package-lock.json say, read for the tests of the house.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { ROOT } from '../../dev/build/build.ts';

const read = (file: string): unknown => JSON.parse(readFileSync(join(ROOT, file), 'utf8'));
const Versions = z.record(z.string(), z.string());

export const MANIFEST = z
  .object({
    dependencies: Versions,
    devDependencies: Versions,
    allowScripts: z.record(z.string(), z.boolean()),
  })
  .parse(read('package.json'));

const Entry = z.object({
  version: z.string(),
  license: z.string().optional(),
  integrity: z.string().optional(),
  resolved: z.string().optional(),
  dev: z.boolean().default(false),
  devOptional: z.boolean().default(false),
  hasInstallScript: z.boolean().default(false),
});

export interface Locked extends z.infer<typeof Entry> {
  /** Below the root: `node_modules/…`. */
  readonly place: string;
  readonly name: string;
}

const { packages } = z
  .object({ packages: z.record(z.string(), z.unknown()) })
  .parse(read('package-lock.json'));

export const LOCKED: readonly Locked[] = Object.entries(packages)
  .filter(([place]) => place !== '')
  .map(([place, entry]) => ({
    ...Entry.parse(entry),
    place,
    name: place.split('node_modules/').at(-1) ?? '',
  }));

/** What `npm ci --omit=dev` installs: also what is optional to one package and for development to us. */
export const PRODUCTION = LOCKED.filter(({ dev }) => !dev);
