// Server-sent events on one response: how they are written, and how much may wait to be sent.
import type { Response } from 'express';

export interface EventStream {
  /** @param data one line. */
  send(event: string, id: number, data: string): void;
  /** A comment, so that everyone on the way sees that the connection lives. */
  beat(): void;
  /** False while the client has yet to read what was written. */
  isReady(): boolean;
  onReady(hear: () => void): void;
  onClose(hear: () => void): void;
  /** A client that reads nothing is not waited for. */
  end(): void;
}

/** Bytes that may wait to be sent: about a page of entries. */
const BACKLOG = 65_536;
/** They tell browsers how to treat a page; a thousand streams would hold them for as long as they are open. */
const PAGE_HEADERS = [
  'Content-Security-Policy',
  'Cross-Origin-Opener-Policy',
  'Origin-Agent-Cluster',
  'X-DNS-Prefetch-Control',
  'X-Download-Options',
  'X-Frame-Options',
  'X-Permitted-Cross-Domain-Policies',
  'X-XSS-Protection',
];
/** Milliseconds a browser waits before it comes back. */
const COME_BACK_AFTER = 2_000;
/** Milliseconds of silence before the system asks whether the client is still there: before the next beat. */
const PROBE_AFTER = 5_000;

export function openEventStream(response: Response): EventStream {
  for (const name of PAGE_HEADERS) response.removeHeader(name);
  response.status(200).set({
    'Content-Type': 'text/event-stream; charset=utf-8',
    // Proxies that collect answers before they pass them on would make it anything but live.
    'X-Accel-Buffering': 'no',
  });
  response.socket?.setNoDelay(true);
  response.socket?.setKeepAlive(true, PROBE_AFTER);
  response.write(`retry: ${COME_BACK_AFTER}\n\n`);
  return {
    send: (event, id, data) => void response.write(`event: ${event}\nid: ${id}\ndata: ${data}\n\n`),
    beat: () => void response.write(':\n\n'),
    isReady: () => response.writableLength < BACKLOG,
    onReady: (hear) => void response.on('drain', hear),
    onClose: (hear) => void response.once('close', hear),
    end: () => void (response.writableLength < BACKLOG ? response.end() : response.destroy()),
  };
}
