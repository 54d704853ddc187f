// Ports for processes that listen only seconds later: one that was given is nobody else's meanwhile.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import { freePorts, isFree, reservePort } from '../../dev/processes/free-ports.ts';
import { HOST, listen } from '../../dev/processes/listen.ts';

const MODULE = new URL('../../dev/processes/free-ports.ts', import.meta.url).href;

const server = createServer();
const others: ChildProcess[] = [];
afterEach(async () => {
  server.close();
  await endOthers();
});

/** Another process. @returns what it gets; it lives on for a minute. */
async function elsewhere(expression: string): Promise<unknown> {
  const script = `const { freePorts, reservePort } = await import('${MODULE}');
    console.log(JSON.stringify(await ${expression}));
    setTimeout(() => {}, 60_000);`;
  const args = ['--import', 'tsx', '--input-type=module', '-e', script];
  const other = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  others.push(other);
  const failed = text(other.stderr).then((why) => Promise.reject(new Error(why)));
  const told = once(other.stdout, 'data').then(([line]: unknown[]) => String(line));
  return JSON.parse(await Promise.race([told, failed]));
}

async function endOthers(): Promise<void> {
  const running = others.splice(0).filter(({ exitCode }) => exitCode === null);
  const ends = running.map((other) => once(other, 'exit'));
  for (const other of running) other.kill('SIGKILL');
  await Promise.all(ends);
}

describe('a free port', () => {
  it('given to one process → refused to another, though nobody listens there yet', async () => {
    const [port = 0] = await freePorts(1);
    expect(await isFree(port, HOST)).toBe(true);
    expect(await elsewhere(`reservePort(${port}, '${HOST}')`)).toBe(false);
    expect(await reservePort(port, HOST)).toBe(true);
  });

  it('given to a process that was killed → free again', async () => {
    const [port] = (await elsewhere('freePorts(1)')) as [number];
    expect(await reservePort(port, HOST)).toBe(false);
    await endOthers();
    expect(await reservePort(port, HOST)).toBe(true);
  });

  it('asked for by several processes at once → each has its own', async () => {
    const given = await Promise.all([1, 2, 3, 4].map(() => elsewhere('freePorts(100)') as Promise<number[]>));
    expect(new Set(given.flat()).size).toBe(400);
  });

  it('that somebody listens on → refused', async () => {
    const [port = 0] = await freePorts(1);
    await listen(server, port);
    expect(await reservePort(port, HOST)).toBe(false);
  });
});
