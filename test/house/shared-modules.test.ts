// What workflows are made of is loaded once for all orders of a worker: whatever it kept between them would leak.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../../dev/build/build.ts';
import { sourcesOf } from './sources.ts';

/** At the beginning of a line: what a module keeps for as long as it is loaded, and may change. */
const KEPT = [
  /^(?:export )?(?:let|var) .*/gm,
  /^(?:export )?const \w+ = (?:new |\[\]|\{\})(?!.*as const).*/gm,
];
/** Built once, never changed, by Temporal's SDK itself. */
const ALLOWED = [
  'export const failureConverter = new DefaultFailureConverter({ encodeCommonAttributes: true });',
];

const keptIn = (source: string): string[] =>
  KEPT.flatMap((pattern) => source.match(pattern) ?? []).filter((line) => !ALLOWED.includes(line));

const files = sourcesOf(['workflows', 'domain']);

describe('a module that all orders of a worker share', () => {
  it('is every one of workflows and domain', () => {
    expect(files.length).toBeGreaterThan(90);
  });

  it.each(files)('keeps nothing that changes: %s', (file) => {
    expect(keptIn(readFileSync(join(ROOT, file), 'utf8'))).toEqual([]);
  });

  it.each([
    'let count = 0;',
    'export let last: string | null = null;',
    'const seen = new Map<string, number>();',
    'const seen = [];',
  ])('is found out when it keeps something: %s', (line) => {
    expect(keptIn(`import { x } from './x.ts';\n${line}\n`)).toEqual([line]);
  });
});
