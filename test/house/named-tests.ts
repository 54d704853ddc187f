// Tests as our documents name them: `file` › name, or a file alone, several of them parted by <br>.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../dev/build/build.ts';

export interface NamedTest {
  readonly file: string;
  /** Null where the whole file is meant. */
  readonly name: string | null;
}

/** What cannot be read as a test is a file that is not there. */
export function namedTests(cell: string): NamedTest[] {
  return cell.split('<br>').map((entry) => {
    const found = /^`(?<file>[^`]+)`(?: › (?<name>.+))?$/.exec(entry)?.groups;
    return { file: found?.file ?? cell, name: found?.name ?? null };
  });
}

/** Whether a file holds a name as a whole text of its own. */
export const holds = (source: string, name: string): boolean =>
  [`'${name}'`, `"${name}"`, `\`${name}\``].some((text) => source.includes(text));

/** @returns what is missing; null for one that is there. */
export function missing({ file, name }: NamedTest): string | null {
  const path = join(ROOT, file);
  if (!existsSync(path)) return `no file ${file}`;
  return name === null || holds(readFileSync(path, 'utf8'), name) ? null : `no “${name}” in ${file}`;
}
