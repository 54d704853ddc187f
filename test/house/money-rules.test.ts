// That docs/money.md tells the truth: each rule has tests, each test is there, and no promise of the simulator is missing.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../../dev/build/build.ts';
import { ALWAYS, AT_REST } from '../simulation/invariants.ts';
import { OPERATOR_CHECKS } from '../simulation/operator-invariants.ts';
import { holds, missing, type NamedTest, namedTests } from './named-tests.ts';
import { sourcesOf } from './sources.ts';

const PAGE = readFileSync(join(ROOT, 'docs/money.md'), 'utf8');

interface Rule {
  readonly id: string;
  readonly tests: readonly NamedTest[];
}

/** The rows of the page's tables: `| id | rule | `file` › name<br>… |`. */
function rulesOf(page: string): Rule[] {
  return [...page.matchAll(/^\| ([A-Z]\d+) \| (?:.+?) \| (.*) \|$/gm)].map(([, id = '', cell = '']) => ({
    id,
    tests: namedTests(cell),
  }));
}

const RULES = rulesOf(PAGE);
const named = RULES.flatMap(({ id, tests }) => tests.map((test) => ({ id, test })));
const series = (letter: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${letter}${index + 1}`);

describe('the page of the rules of money', () => {
  it.each(named)('$id: $test.file holds the test “$test.name”', ({ test }) => {
    expect(test.name).not.toBeNull();
    expect(missing(test)).toBeNull();
  });

  it('tells of every invariant and every rule, once, in sequence', () => {
    const expected = [
      ...series('I', 12),
      ...series('P', 8),
      ...series('W', 6),
      ...series('R', 7),
      ...series('C', 5),
      ...series('S', 6),
      ...series('X', 15),
    ];
    expect(RULES.map(({ id }) => id)).toEqual(expected);
  });

  it.each([...Object.keys(ALWAYS), ...Object.keys(AT_REST)])('names the simulator’s “%s”', (promise) => {
    const id = promise.split(' ', 1)[0];
    expect(RULES.find((rule) => rule.id === id)?.tests).toContainEqual({
      file: `test/simulation/${Object.hasOwn(OPERATOR_CHECKS, promise) ? 'operator-' : ''}invariants.ts`,
      name: promise,
    });
  });

  it('a test that is not there, or a cell without one, is found out', () => {
    expect(holds("it('that is there → so', () => {});", 'that is there')).toBe(false);
    expect(rulesOf('| I1 | a promise |  |')).toEqual([{ id: 'I1', tests: [{ file: '', name: null }] }]);
    expect(rulesOf('| I1 | a promise | `test/a.test.ts` › b |')[0]?.tests).toEqual([
      { file: 'test/a.test.ts', name: 'b' },
    ]);
  });
});

it('no workflow is started with an end of its own', () => {
  const sources = sourcesOf(['api', 'infra', 'worker', 'workflows', 'dev']);
  expect(sources.length).toBeGreaterThan(100);
  const timed = sources.filter((file) =>
    /workflow(Execution|Run)Timeout/.test(readFileSync(join(ROOT, file), 'utf8')),
  );
  expect(timed).toEqual([]);
});
