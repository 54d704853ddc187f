// What `npm run bench` may be told. Anything else is answered with what it takes.
import { parseArgs } from 'node:util';

export const PARTS = ['compare', 'calls', 'orders', 'histories', 'memory', 'streams', 'settings'] as const;
export type Part = (typeof PARTS)[number];
/** Measured only when it is named: it takes longer than all the rest. */
const ON_DEMAND: readonly Part[] = ['settings'];

export interface BenchOptions {
  readonly parts: readonly Part[];
  readonly server: 'dev' | 'full';
  readonly rounds: number;
  /** In each round, of each contender, in each kind of load. */
  readonly orders: number;
  /** Arrivals per second. */
  readonly rate: number;
  /** Orders at once where the load is closed. */
  readonly inFlight: number;
  /** Milliseconds between two questions of B. */
  readonly poll: number;
  readonly seed: number;
  readonly json: string | null;
  readonly svg: string | null;
}

const NUMBERS = {
  rounds: { fallback: 5, least: 1, most: 1_000 },
  orders: { fallback: 120, least: 1, most: 100_000 },
  rate: { fallback: 3, least: 0.01, most: 1_000 },
  'in-flight': { fallback: 25, least: 1, most: 1_000 },
  poll: { fallback: 100, least: 1, most: 60_000 },
  seed: { fallback: 1, least: 0, most: 2 ** 32 - 1 },
} as const;
type NumberName = keyof typeof NUMBERS;

export class BadOptions extends Error {
  override readonly name = 'BadOptions';
}

const USAGE = `npm run bench -- [${PARTS.join('|')} …] [--server dev|full] [--json FILE] [--svg FILE]
  ${Object.entries(NUMBERS)
    .map(([name, { fallback }]) => `[--${name} ${fallback}]`)
    .join(' ')}`;

/** @throws BadOptions with every problem, and the usage. */
export function readOptions(args: readonly string[]): BenchOptions {
  const { values, positionals } = parsed(args);
  const problems: string[] = [];
  const number = (name: NumberName): number => {
    const { fallback, least, most } = NUMBERS[name];
    const given = values[name];
    const value = given === undefined ? fallback : Number(given);
    const isWhole = name === 'rate' || Number.isInteger(value);
    if (given?.trim() === '' || !isWhole || !(value >= least && value <= most))
      problems.push(`--${name}: expected a number from ${least} to ${most}, not "${given}"`);
    return value;
  };
  const options: BenchOptions = {
    parts: partsOf(positionals, problems),
    server: serverOf(values.server ?? 'dev', problems),
    rounds: number('rounds'),
    orders: number('orders'),
    rate: number('rate'),
    inFlight: number('in-flight'),
    poll: number('poll'),
    seed: number('seed'),
    json: values.json ?? null,
    svg: values.svg ?? null,
  };
  if (problems.length > 0) throw new BadOptions([...problems, USAGE].join('\n'));
  return options;
}

function parsed(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const options = {
    server: text,
    json: text,
    svg: text,
    rounds: text,
    orders: text,
    rate: text,
    'in-flight': text,
    poll: text,
    seed: text,
  };
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw new BadOptions(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
  }
}

/** All that are not on demand, unless some are named. */
function partsOf(named: readonly string[], problems: string[]): readonly Part[] {
  for (const name of named) {
    if (!PARTS.some((part) => part === name)) problems.push(`"${name}" is nothing that can be measured`);
  }
  return PARTS.filter((part) => (named.length === 0 ? !ON_DEMAND.includes(part) : named.includes(part)));
}

function serverOf(given: string, problems: string[]): BenchOptions['server'] {
  if (given === 'dev' || given === 'full') return given;
  problems.push(`--server: expected dev or full, not "${given}"`);
  return 'dev';
}
