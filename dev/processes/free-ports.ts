// Ports of this machine that nobody listens on, and nobody else was given: a process may take seconds until it listens.
import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { cacheFolder } from '../tools/cache-folder.ts';
import { HOST } from './listen.ts';
import { tryLock } from './lock.ts';

/**
 * Below what systems give to outgoing connections, which could take a port while its process is being started again;
 * and what Temporal's tables can keep: a signed number of 16 bits.
 */
const RANGE = [20_000, 32_000] as const;
const TRIES = 1_000;

/**
 * @param host where it will listen; undefined for all addresses.
 * @returns different ones, this process's until it ends.
 */
export async function freePorts(count: number, host: string | undefined = HOST): Promise<number[]> {
  const ports: number[] = [];
  for (let tries = 0; tries < TRIES && ports.length < count; tries += 1) {
    const port = randomInt(...RANGE);
    if (reservations.has(port)) continue;
    if (await reservePort(port, host)) ports.push(port);
  }
  if (ports.length < count) throw new Error(`no ${count} free ports found from ${RANGE.join(' to ')}`);
  return ports;
}

/** @returns whether nobody listens there and no other living process was given it; it is this one's then. */
export async function reservePort(port: number, host: string | undefined): Promise<boolean> {
  return (await isFree(port, host)) && isOurs(port);
}

export function isFree(port: number, host: string | undefined): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen({ port, ...(host === undefined ? {} : { host }) }, () => probe.close(() => resolve(true)));
  });
}

/** What gives each port of this process back. */
const reservations = new Map<number, () => void>();
process.once('exit', () => {
  for (const release of reservations.values()) release();
});

function isOurs(port: number): boolean {
  if (reservations.has(port)) return true;
  const attempt = tryLock(cacheFolder('ports', String(port)));
  if (attempt.kind === 'taken') return false;
  reservations.set(port, attempt.release);
  return true;
}
