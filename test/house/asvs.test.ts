// That docs/security.md tells the truth about the security standard: each id once, each test there, each absence reasoned.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../../dev/build/build.ts';
import { missing, namedTests } from './named-tests.ts';

interface Asked {
  readonly id: string;
  readonly what: string;
  readonly shown: string;
}

/** The rows of its tables: `| 1.2.3 | what is asked | tests, or why there are none |`. */
const rowsOf = (page: string): Asked[] =>
  [...page.matchAll(/^\| (\d+\.\d+\.\d+) \| ([^|]+) \| (.*) \|$/gm)].map(
    ([, id = '', what = '', shown = '']) => ({
      id,
      what,
      shown,
    }),
  );

const ROWS = rowsOf(readFileSync(join(ROOT, 'docs/security.md'), 'utf8'));
const REASONED = /^(not applicable|open): .{5,}/;
const tested = ROWS.filter(({ shown }) => !REASONED.test(shown));
const TESTS = tested.flatMap(({ id, shown }) => namedTests(shown).map((test) => ({ id, test })));

describe('the table of the security standard', () => {
  it.each(TESTS)('$id: the test named is there', ({ test }) => {
    expect(test.file).toMatch(/^test\//);
    expect(missing(test)).toBeNull();
  });

  it('has at least sixty ids, most of them tested, each once and in sequence', () => {
    const ids = ROWS.map(({ id }) => id);
    expect(ids.length).toBeGreaterThanOrEqual(60);
    expect(tested.length).toBeGreaterThanOrEqual(60);
    expect(new Set(ids).size).toBe(ids.length);
    const weight = (id: string): number => id.split('.').reduce((sum, part) => sum * 100 + Number(part), 0);
    expect(ids).toEqual(ids.toSorted((one, other) => weight(one) - weight(other)));
  });

  it('says in a few words of its own what is asked', () => {
    expect(ROWS.filter(({ what }) => what.split(' ').length > 9 || what.startsWith('Verify'))).toEqual([]);
  });

  it('a test that is not there, a reason that is none → found out', () => {
    const [row] = rowsOf('| 1.2.3 | a thing | `test/nowhere.test.ts` › a name |');
    expect(namedTests(row?.shown ?? '').map(missing)).toEqual(['no file test/nowhere.test.ts']);
    expect(namedTests('`test/house/asvs.test.ts` › no such ' + 'name').map(missing)[0]).toMatch(/^no “/);
    expect(namedTests('not applicable').map(missing)).toEqual(['no file not applicable']);
    expect(REASONED.test('not applicable: no')).toBe(false);
  });
});
