// The TypeScript files of some rooms.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../dev/build/build.ts';

/** @returns their paths, from the root of the checkout. */
export const sourcesOf = (rooms: readonly string[]): string[] =>
  rooms.flatMap((room) =>
    readdirSync(join(ROOT, room), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => join(room, file)),
  );
