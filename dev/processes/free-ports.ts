// Ports of this machine that nobody listens on, and nobody else was given: a process may take seconds until it listens.
import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { identifyMyself } from './identity.ts';
import { HOST } from './listen.ts';
import { withPortOwners } from './port-ledger.ts';

/**
 * Below what systems give to outgoing connections, which could take a port while its process is being started again;
 * and what Temporal's tables can keep: a signed number of 16 bits.
 */
const RANGE = [20_000, 32_000] as const;
const TRIES = 1_000;

/**
 * @param host where it will listen; undefined for all addresses.
 * @returns different ones, this process's until it ends. @throws where there are none.
 */
export function freePorts(count: number, host: string | undefined = HOST): Promise<number[]> {
  return withPortOwners(async (owners) => {
    const me = identifyMyself();
    const ports: number[] = [];
    for (let tries = 0; tries < TRIES && ports.length < count; tries += 1) {
      const port = randomInt(...RANGE);
      if (owners.has(port) || !(await isFree(port, host))) continue;
      owners.set(port, me);
      ports.push(port);
    }
    if (ports.length < count) throw new Error(`no ${count} free ports found from ${RANGE.join(' to ')}`);
    return ports;
  });
}

/** @returns whether nobody listens there and no other living process was given it; it is this one's then. */
export function reservePort(port: number, host: string | undefined): Promise<boolean> {
  return withPortOwners(async (owners) => {
    const me = identifyMyself();
    const owner = owners.get(port) ?? me;
    if (owner.pid !== me.pid || !(await isFree(port, host))) return false;
    owners.set(port, me);
    return true;
  });
}

export function isFree(port: number, host: string | undefined): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen({ port, ...(host === undefined ? {} : { host }) }, () => probe.close(() => resolve(true)));
  });
}
