// What `npm run bench` may be told: defaults, every option, and every mistake named at once.
import { describe, expect, it } from 'vitest';
import { BadOptions, PARTS, readOptions } from '../../../dev/bench/options.ts';

function problemsOf(args: readonly string[]): string {
  try {
    readOptions(args);
  } catch (error) {
    if (error instanceof BadOptions) return error.message;
    throw error;
  }
  return '';
}

describe('the options', () => {
  it('nothing said → everything but trying settings, on the dev server, in at least five rounds', () => {
    const options = readOptions([]);
    const parts = PARTS.filter((part) => part !== 'settings');
    expect(options).toMatchObject({ parts, server: 'dev', json: null, svg: null });
    expect(options.rounds).toBeGreaterThanOrEqual(5);
  });

  it('everything said → taken, parts in their own order', () => {
    const args =
      'streams compare --server full --rounds 7 --orders 9 --rate 0.5 --in-flight 4 --poll 50 --seed 3'
        .split(' ')
        .concat(['--json', 'a.json', '--svg', 'b.svg']);
    expect(readOptions(args)).toEqual({
      parts: ['compare', 'streams'],
      server: 'full',
      rounds: 7,
      orders: 9,
      rate: 0.5,
      inFlight: 4,
      poll: 50,
      seed: 3,
      json: 'a.json',
      svg: 'b.svg',
    });
  });

  it.each([
    [['--rounds', '0'], '--rounds'],
    [['--orders', '2.5'], '--orders'],
    [['--orders', ''], '--orders'],
    [['--rate', 'fast'], '--rate'],
    [['--rate', '0'], '--rate'],
    [['--seed', '-1'], '--seed'],
    [['--server', 'cloud'], '--server'],
    [['streeams'], '"streeams"'],
    [['--turbo'], '--turbo'],
    [['--json'], '--json'],
  ])('%j → refused by name, with the usage', (args, named) => {
    expect(problemsOf(args)).toContain(named);
    expect(problemsOf(args)).toContain('npm run bench --');
  });

  it('several mistakes → all of them at once', () => {
    const text = problemsOf(['--rounds', 'x', '--server', 'y']);
    expect(text).toContain('--rounds');
    expect(text).toContain('--server');
  });
});
