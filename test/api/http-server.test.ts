// The end of the server: what is under way is finished, what lies idle is closed.
import { Agent, get, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createHttpServer, drainHttpServer, turnAway } from '../../api/http-server.ts';

let server: Server;
let agent: Agent;
let port: number;
let answer: (() => void) | undefined;
beforeEach(async () => {
  answer = undefined;
  agent = new Agent({ keepAlive: true });
  server = createHttpServer((request, response) => {
    if (request.url === '/slow') answer = () => void response.end('done');
    else response.end('quick');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // True for a server that listens on a TCP port.
  ({ port } = server.address() as AddressInfo);
});
afterEach(() => {
  agent.destroy();
  server.closeAllConnections();
});

const ask = async (path: string): Promise<string> => (await answerTo(path)).body;

function answerTo(path: string): Promise<{ body: string; connection: string | undefined }> {
  return new Promise((resolve, reject) => {
    get({ port, path, agent }, (response: IncomingMessage) => {
      const { connection } = response.headers;
      response.setEncoding('utf8').on('data', (body: string) => resolve({ body, connection }));
    }).on('error', reject);
  });
}

it('an idle connection → closed at once, though it would live for a minute', async () => {
  expect(await ask('/')).toBe('quick');
  const startedAt = Date.now();
  await drainHttpServer(server);
  expect(Date.now() - startedAt).toBeLessThan(2_000);
});

it('a request on an idle connection, a moment after → answered, and the connection is not to be used again', async () => {
  await ask('/');
  const draining = drainHttpServer(server);
  await new Promise((resolve) => setTimeout(resolve, 100));
  const { body, connection } = await answerTo('/');
  expect({ body, connection }).toEqual({ body: 'quick', connection: 'close' });
  await draining;
});

it('a request under way → finished, then its connection is closed', async () => {
  const asked = answerTo('/slow');
  await expect.poll(() => answer).toBeDefined();
  let isDrained = false;
  const draining = drainHttpServer(server).then(() => {
    isDrained = true;
  });
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(isDrained).toBe(false);
  answer?.();
  expect(await asked).toEqual({ body: 'done', connection: 'close' });
  await draining;
});

it('a new request meanwhile → refused', async () => {
  const asked = ask('/slow');
  await expect.poll(() => answer).toBeDefined();
  const draining = drainHttpServer(server);
  await new Promise(setImmediate);
  await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow();
  answer?.();
  await asked;
  await draining;
});

it('turned away → a request under way and a new one are answered, and their connections closed', async () => {
  const asked = answerTo('/slow');
  await expect.poll(() => answer).toBeDefined();
  turnAway(server);
  const fresh = await fetch(`http://127.0.0.1:${port}/`);
  expect([fresh.status, fresh.headers.get('connection')]).toEqual([200, 'close']);
  answer?.();
  expect(await asked).toEqual({ body: 'done', connection: 'close' });
});
