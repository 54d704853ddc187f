// The ports of the stack: which they are, whether they are free, and free ones on demand.
import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { freePorts, reservePort } from '../processes/free-ports.ts';
import { HOST } from '../processes/listen.ts';

export type PortName =
  | 'api'
  | 'stripe'
  | 'tokens'
  | 'mailbox'
  | 'smtp'
  | 'apiMetrics'
  | 'workerMetrics'
  | 'postgres'
  | 'temporal'
  | 'temporalUi'
  | 'codec';
export type Ports = Record<PortName, number>;

export const DEFAULT_PORTS: Readonly<Ports> = {
  api: 3000,
  stripe: 4242,
  tokens: 4243,
  mailbox: 4244,
  smtp: 4245,
  apiMetrics: 9464,
  workerMetrics: 9465,
  postgres: 5433,
  temporal: 7233,
  temporalUi: 8233,
  codec: 8234,
};

/** For a stack beside others. */
export const FREE_PORTS: Readonly<Ports> = {
  api: 0,
  stripe: 0,
  tokens: 0,
  mailbox: 0,
  smtp: 0,
  apiMetrics: 0,
  workerMetrics: 0,
  postgres: 0,
  temporal: 0,
  temporalUi: 0,
  codec: 0,
};

/** What each is for, and the variable that moves it. */
const MEANING: Readonly<Record<PortName, readonly [piece: string, variable: string]>> = {
  api: ['the API', 'PORT'],
  stripe: ['the Stripe double', 'STACK_STRIPE_PORT'],
  tokens: ['the token issuer', 'STACK_TOKENS_PORT'],
  mailbox: ['the mailbox', 'STACK_MAILBOX_PORT'],
  smtp: ['the mail server', 'STACK_SMTP_PORT'],
  apiMetrics: ["the API's metrics", 'STACK_API_METRICS_PORT'],
  workerMetrics: ["the worker's metrics", 'STACK_WORKER_METRICS_PORT'],
  postgres: ['PostgreSQL', 'STACK_POSTGRES_PORT'],
  temporal: ['Temporal', 'STACK_TEMPORAL_PORT'],
  temporalUi: ["Temporal's UI", 'STACK_TEMPORAL_UI_PORT'],
  codec: ['the codec server', 'STACK_CODEC_PORT'],
};

// Object.keys of a complete record of port names.
export const PORT_NAMES = Object.keys(DEFAULT_PORTS) as readonly PortName[];

export const variableOf = (name: PortName): string => MEANING[name][1];

/** By its number: the name `localhost` may lead elsewhere. */
export const codecUrl = ({ codec }: Ports): string => `http://127.0.0.1:${codec}`;

const KEPT = z.record(z.string(), z.int());

/**
 * Puts free ports in place of zeros, the same as last time where they still are free: orders in progress hold
 * addresses with them.
 * @param needed the pieces that run here. @throws with a line for each port that is taken.
 */
export async function settlePorts(wish: Ports, needed: readonly PortName[], file: string): Promise<Ports> {
  const kept = readKept(file);
  const ports: Record<PortName, number> = { ...wish };
  const problems: string[] = [];
  for (const name of needed) {
    const asked = wish[name];
    if (asked === 0) ports[name] = await choosePort(name, kept[name] ?? 0, Object.values(ports));
    else if (!(await reservePort(asked, hostOf(name)))) problems.push(takenLine(asked, name));
  }
  if (problems.length > 0) throw new Error(problems.join('\n'));
  writeFileSync(file, JSON.stringify(ports));
  return ports;
}

function takenLine(port: number, name: PortName): string {
  const [piece, variable] = MEANING[name];
  return `Port ${port}, for ${piece}, is taken by another program: end that one, or set ${variable} to another port (or STACK_PORT_OFFSET=100 to move them all).`;
}

function readKept(file: string): Readonly<Record<string, number>> {
  try {
    return KEPT.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return {};
  }
}

/** The API listens on all addresses, the others on this machine's own. */
const hostOf = (name: PortName): string | undefined => (name === 'api' ? undefined : HOST);

/** @param last the one it had; 0 for none. @param chosen the ones of the other pieces. */
async function choosePort(name: PortName, last: number, chosen: readonly number[]): Promise<number> {
  if (last > 0 && !chosen.includes(last) && (await reservePort(last, hostOf(name)))) return last;
  const [port = 0] = await freePorts(1, hostOf(name));
  return chosen.includes(port) ? choosePort(name, 0, chosen) : port;
}
