// Clients that keep the API waiting: they connect, and send a byte now and then, or none.
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** How a connection keeps the other side waiting. */
const WAYS = {
  silent: { first: '', more: '' },
  'in its headers': { first: 'GET /api/shops HTTP/1.1\r\nHost: x\r\nX-Slow: ', more: 'a' },
  'in its body': {
    first:
      'POST /api/quote HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 90000\r\n\r\n[',
    more: '1',
  },
  'in a body without an end': {
    first:
      'POST /api/quote HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n',
    more: '1\r\n1\r\n',
  },
  'in a webhook': {
    first: 'POST /api/webhooks/stripe HTTP/1.1\r\nHost: x\r\nContent-Length: 900000\r\n\r\n',
    more: '1',
  },
  // Answered at once, and then still sending.
  'after a refusal': {
    first: 'POST /api/orders HTTP/1.1\r\nHost: x\r\nContent-Length: 90000\r\n\r\n',
    more: '1',
  },
} as const;
export type Way = keyof typeof WAYS;

export interface Trickle {
  /** Milliseconds each connection lived, with how it kept the other side waiting. Resolves when the last is closed. */
  readonly lives: Promise<readonly { readonly way: Way; readonly lived: number }[]>;
  close(): void;
}

/** Milliseconds between two bytes of one connection. */
const EVERY = 500;

/** @param url of the API. @param count connections, all ways in turn. Resolves when all are open. */
export async function openTrickle(url: string, count: number): Promise<Trickle> {
  const { hostname, port } = new URL(url);
  // The keys of the record above.
  const ways = Object.keys(WAYS) as Way[];
  const opened = await Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const way = ways[index % ways.length] ?? 'silent';
      const socket = connect(Number(port), hostname);
      await once(socket, 'connect');
      return { way, socket, life: trickle(socket, way, (EVERY * index) / count) };
    }),
  );
  return {
    lives: Promise.all(opened.map(async ({ way, life }) => ({ way, lived: await life }))),
    close: () => {
      for (const { socket } of opened) socket.destroy();
    },
  };
}

/** @param phase milliseconds, so that not all send at the same moment. @returns how long the connection lived. */
async function trickle(socket: Socket, way: Way, phase: number): Promise<number> {
  const startedAt = performance.now();
  const { first, more } = WAYS[way];
  // Whatever ends it, an end it is.
  socket.on('error', () => socket.destroy());
  socket.on('end', () => socket.destroy());
  socket.resume();
  socket.write(first);
  let timer: NodeJS.Timeout | undefined;
  const start = setTimeout(() => {
    timer = setInterval(() => void (more !== '' && socket.write(more)), EVERY);
  }, phase);
  await new Promise((resolve) => socket.once('close', resolve));
  clearTimeout(start);
  clearInterval(timer);
  return performance.now() - startedAt;
}
