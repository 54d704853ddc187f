// A client of server-sent events that tells each event as it came.
import type { IncomingMessage } from 'node:http';
import { get } from 'node:http';

export interface StreamEvent {
  readonly event: string;
  readonly id: string;
  readonly data: { readonly orderId?: string; readonly sequence?: number; readonly kind?: string };
}

export interface StreamClient {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly events: readonly StreamEvent[];
  /** Text of an answer that is no stream. */
  readonly body: () => string;
  readonly isOver: () => boolean;
  /** Reads nothing more until `resume`. */
  pause(): void;
  resume(): void;
  close(): void;
}

/** Resolves with the answer's head. */
export function openStream(url: string, headers: Record<string, string>): Promise<StreamClient> {
  return new Promise((resolve, reject) => {
    const request = get(url, { headers, agent: false }, (response) => resolve(clientOf(response)));
    request.on('error', reject);
  });
}

function clientOf(response: IncomingMessage): StreamClient {
  const events: StreamEvent[] = [];
  let text = '';
  let rest = '';
  let isOver = false;
  response.setEncoding('utf8');
  response.on('data', (chunk: string) => {
    text += chunk;
    const blocks = (rest + chunk).split('\n\n');
    rest = blocks.pop() ?? '';
    events.push(...blocks.flatMap(eventOf));
  });
  response.on('error', () => undefined);
  response.on('close', () => {
    isOver = true;
  });
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    events,
    body: () => text,
    isOver: () => isOver,
    pause: () => void response.pause(),
    resume: () => void response.resume(),
    close: () => void response.destroy(),
  };
}

function eventOf(block: string): StreamEvent[] {
  const fields = Object.fromEntries(
    block.split('\n').map((line) => {
      const [name = '', ...value] = line.split(': ');
      return [name, value.join(': ')];
    }),
  );
  if (fields.event === undefined) return [];
  // What the tests look at; the schema of the document is checked where it is sent.
  const data = JSON.parse(fields.data ?? '{}') as StreamEvent['data'];
  return [{ event: fields.event, id: fields.id ?? '', data }];
}
