// A shop's own program for tests: verifies what it is sent by its own reading of the specification, and can be told to refuse.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export const SECRET = `whsec_${Buffer.from('a secret of at least 24 bytes').toString('base64')}`;

export interface Sent {
  readonly id: string;
  readonly path: string;
  readonly body: string;
  readonly isSigned: boolean;
  /** Seconds between the signature's time and now. */
  readonly age: number;
}

/** A status to answer with, or what happens to the line once the request was read. */
export type ShopFault = number | 'cut' | 'silence' | 'redirect';

export interface ShopProgram {
  readonly url: string;
  readonly sent: Sent[];
  fault(...faults: ShopFault[]): void;
  close(): Promise<void>;
}

export async function startShopProgram(): Promise<ShopProgram> {
  const sent: Sent[] = [];
  const faults: ShopFault[] = [];
  const server = createServer((request, response) => {
    void (async () => {
      sent.push(readSent(request, await text(request)));
      const fault = faults.shift() ?? 204;
      if (fault === 'silence') return;
      if (fault === 'cut') return void request.socket.destroy();
      if (fault === 'redirect') return void response.writeHead(307, { Location: '/elsewhere' }).end();
      response.writeHead(fault).end('whatever it says');
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A TCP server that listens has such an address.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/hook`,
    sent,
    fault: (...more) => void faults.push(...more),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function readSent({ headers, url }: IncomingMessage, body: string): Sent {
  const header = (name: string): string => String(headers[name] ?? '');
  const [id, timestamp] = [header('webhook-id'), header('webhook-timestamp')];
  const key = Buffer.from(SECRET.replace('whsec_', ''), 'base64');
  const expected = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest();
  // Several may be given, separated by spaces, while a secret is replaced.
  const isSigned = header('webhook-signature')
    .split(' ')
    .filter((one) => one.startsWith('v1,'))
    .map((one) => Buffer.from(one.slice('v1,'.length), 'base64'))
    .some((one) => one.length === expected.length && timingSafeEqual(one, expected));
  return { id, path: url ?? '', body, isSigned, age: Date.now() / 1_000 - Number(timestamp) };
}
