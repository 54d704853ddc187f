// Ports for processes that listen only seconds later: one that was given is nobody else's meanwhile.
import { spawnSync } from 'node:child_process';
import { createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { freePorts, isFree, reservePort } from '../../dev/processes/free-ports.ts';
import { HOST, listen } from '../../dev/processes/listen.ts';

const server = createServer();
afterEach(() => server.close());

/** @returns what another process gets. */
function elsewhere(expression: string): unknown {
  const module = new URL('../../dev/processes/free-ports.ts', import.meta.url).href;
  const script = `const ports = await import('${module}'); console.log(JSON.stringify(await ports.${expression}));`;
  const { stdout, stderr } = spawnSync('npx', ['tsx', '--input-type=module', '-e', script], {
    encoding: 'utf8',
  });
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout);
}

describe('a free port', () => {
  it('given to one process → refused to another, though nobody listens there yet', async () => {
    const [port = 0] = await freePorts(1);
    expect(await isFree(port, HOST)).toBe(true);
    expect(elsewhere(`reservePort(${port}, '${HOST}')`)).toBe(false);
    expect(await reservePort(port, HOST)).toBe(true);
  });

  it('given to a process that has ended → free again', async () => {
    const [port = 0] = elsewhere('freePorts(1)') as number[];
    expect(await reservePort(port, HOST)).toBe(true);
  });

  it('given twice → two', async () => {
    const ports = [...(await freePorts(20)), ...(await freePorts(20))];
    expect(new Set(ports).size).toBe(40);
  });

  it('that somebody listens on → refused', async () => {
    const [port = 0] = await freePorts(1);
    await listen(server, port);
    expect(await reservePort(port, HOST)).toBe(false);
  });
});
