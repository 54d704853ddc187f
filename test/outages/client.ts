// One HTTP client on kept-alive connections that tells how each attempt ended, and never repeats one by itself.
import { Agent, type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';

export type Attempt =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly retryAfter: string | null;
      readonly text: string;
    }
  /** No connection was made: nothing was sent. */
  | { readonly kind: 'refused' }
  /** The connection was lost before the whole answer came, or nothing came for too long. */
  | { readonly kind: 'lost'; readonly why: string };

export interface Sent {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly token: string;
  readonly body?: object;
  readonly key?: string;
}

export interface HttpClient {
  attempt(sent: Sent): Promise<Attempt>;
  close(): void;
}

/** Milliseconds; longer than the API's own patience with what is behind it. */
const PATIENCE = 30_000;

export function openHttpClient(base: string): HttpClient {
  const agent = new Agent({ keepAlive: true });
  return {
    attempt: (sent) => attempt(agent, base, sent).catch(failed),
    close: () => agent.destroy(),
  };
}

function attempt(agent: Agent, base: string, { method, path, token, body, key }: Sent): Promise<Attempt> {
  return new Promise((resolve, reject) => {
    const payload = body === undefined ? '' : JSON.stringify(body);
    const outgoing = request(`${base}${path}`, {
      method,
      agent,
      timeout: PATIENCE,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined
          ? {}
          : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(payload) }),
        ...(key === undefined ? {} : { 'idempotency-key': key }),
      },
    });
    outgoing.on('timeout', () => outgoing.destroy(new Error('no answer in time')));
    outgoing.on('error', reject);
    outgoing.on('response', (answer) => void read(answer).then(resolve, reject));
    outgoing.end(payload);
  });
}

async function read(answer: IncomingMessage): Promise<Attempt> {
  const body = await text(answer);
  if (!answer.complete) throw new Error('the answer was cut');
  const retryAfter = answer.headers['retry-after'] ?? null;
  return { kind: 'answered', status: answer.statusCode ?? 0, retryAfter, text: body };
}

function failed(error: unknown): Attempt {
  const why = error instanceof Error ? error.message : String(error);
  return why.includes('ECONNREFUSED') ? { kind: 'refused' } : { kind: 'lost', why };
}
