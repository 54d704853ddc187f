// Sends a request exactly as it is written, and keeps the answer byte for byte; of a stream, what comes at once.
import { Agent, type IncomingMessage, request } from 'node:http';

export interface RawRequest {
  readonly method: string;
  /** Path and query, as they go over the wire. */
  readonly path: string;
  /** Name, value, name, value: also one name several times. */
  readonly headers?: readonly string[];
  readonly body?: string | Uint8Array;
}

export interface RawAnswer {
  readonly status: number;
  /** As received: names and values in turn. */
  readonly rawHeaders: readonly string[];
  readonly contentType: string;
  readonly body: string;
}

/** Milliseconds; an answer that takes longer is a failure. */
const PATIENCE = 20_000;
const agent = new Agent({ keepAlive: true, maxSockets: 16 });

/** @param url of the API. @throws when the API cuts the line or does not answer. */
export function sendRaw(url: string, { method, path, headers = [], body }: RawRequest): Promise<RawAnswer> {
  const { hostname, port, host } = new URL(url);
  const length = body === undefined ? [] : ['Content-Length', String(Buffer.byteLength(body))];
  const lines = ['Host', host, ...headers, ...length];
  return new Promise((resolve, reject) => {
    const sending = request({ hostname, port, method, path, headers: lines, agent, timeout: PATIENCE });
    sending.once('response', (response) => {
      readAnswer(response).then(resolve, reject);
    });
    sending.once('timeout', () => sending.destroy(new Error(`no answer: ${method} ${path.slice(0, 200)}`)));
    sending.once('error', reject);
    sending.end(body);
  });
}

async function readAnswer(response: IncomingMessage): Promise<RawAnswer> {
  const contentType = response.headers['content-type'] ?? '';
  const isStream = contentType.startsWith('text/event-stream');
  let body = '';
  response.setEncoding('utf8');
  for await (const chunk of response) {
    body += String(chunk);
    if (isStream && body.includes('event: ready')) break;
  }
  return { status: response.statusCode ?? 0, rawHeaders: response.rawHeaders, contentType, body };
}

/** What differs from one answer to the next, whatever was asked. */
const OF_THE_MOMENT = ['date', 'x-request-id'];

/** Everything a caller can see of an answer but its moment, with the id it was about struck out. */
export function appearance({ status, rawHeaders, body }: RawAnswer, id: string): string {
  const isLasting = (index: number): boolean =>
    !OF_THE_MOMENT.includes((rawHeaders[index - (index % 2)] ?? '').toLowerCase());
  const headers = rawHeaders.filter((_, index) => isLasting(index)).join('\n');
  return `${status}\n${headers}\n\n${body}`.replaceAll(id, '<id>');
}
