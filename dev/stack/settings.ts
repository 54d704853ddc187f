// What a stack is asked to be: where its data is, which ports it wishes, which pieces are real ones instead.
import { resolve } from 'node:path';
import { ROOT } from '../build/build.ts';
import type { Say } from '../tools/temporal-cli.ts';
import { DEFAULT_PORTS, PORT_NAMES, type PortName, type Ports, variableOf } from './ports.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

export interface StackSettings {
  readonly dataDir: string;
  /** 0 for any free port. */
  readonly ports: Ports;
  /** The variables that put real pieces in place of local ones, and those of the processes. */
  readonly env: Environment;
  readonly say: Say;
  /** Runs in the worker's place: the tests of faults put theirs here. */
  readonly worker?: WorkerProgram;
}

export interface WorkerProgram {
  /** Below `dist/`. */
  readonly path: string;
  /** Added to the worker's variables. */
  readonly env: Environment;
}

/** From the variables and arguments of `npm start`. @throws in plain words. */
export function readSettings(env: Environment, args: readonly string[], say: Say): StackSettings {
  const given = args.indexOf('--port-offset');
  const offset = wholeNumber('--port-offset', (given < 0 ? env.STACK_PORT_OFFSET : args[given + 1]) ?? '0');
  const portOf = (name: PortName): number => {
    const text = env[variableOf(name)];
    return text ? wholeNumber(variableOf(name), text) : DEFAULT_PORTS[name] + offset;
  };
  const ports = { ...DEFAULT_PORTS };
  for (const name of PORT_NAMES) ports[name] = portOf(name);
  return { dataDir: resolve(ROOT, env.STACK_DATA || '.data'), ports, env: withoutBlanks(env), say };
}

function wholeNumber(name: string, text: string): number {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535)
    throw new Error(`${name}: expected a port, not "${text}"`);
  return Number(text);
}

const withoutBlanks = (env: Environment): Environment =>
  Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim() !== ''));
