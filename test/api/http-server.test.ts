// The end of the server: what is under way is finished, what lies idle is closed.
import { Agent, get, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createHttpServer, drainHttpServer } from '../../api/http-server.ts';

let server: Server;
let agent: Agent;
let answer: (() => void) | undefined;
beforeEach(async () => {
  answer = undefined;
  agent = new Agent({ keepAlive: true });
  server = createHttpServer((request, response) => {
    if (request.url === '/slow') answer = () => void response.end('done');
    else response.end('quick');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(() => {
  agent.destroy();
  server.closeAllConnections();
});

function ask(path: string): Promise<string> {
  // True for a server that listens on a TCP port.
  const { port } = server.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    get({ port, path, agent }, (response: IncomingMessage) => {
      response.setEncoding('utf8').on('data', resolve);
    }).on('error', reject);
  });
}

it('an idle connection → closed at once, though it would live for a minute', async () => {
  expect(await ask('/')).toBe('quick');
  const startedAt = Date.now();
  await drainHttpServer(server);
  expect(Date.now() - startedAt).toBeLessThan(2_000);
});

it('a request under way → finished, then its connection is closed', async () => {
  const asked = ask('/slow');
  await expect.poll(() => answer).toBeDefined();
  let isDrained = false;
  const draining = drainHttpServer(server).then(() => {
    isDrained = true;
  });
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(isDrained).toBe(false);
  answer?.();
  expect(await asked).toBe('done');
  await draining;
});

it('a new request meanwhile → refused', async () => {
  const asked = ask('/slow');
  await expect.poll(() => answer).toBeDefined();
  // True for a server that listens on a TCP port.
  const { port } = server.address() as AddressInfo;
  const draining = drainHttpServer(server);
  await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow();
  answer?.();
  await asked;
  await draining;
});
