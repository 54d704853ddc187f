// A collector of traces: takes OTLP over HTTP, as JSON, and keeps the spans.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { z } from 'zod';
import { listen } from '../../dev/processes/listen.ts';

const Attribute = z.object({ key: z.string(), value: z.unknown() });
const Span = z.object({
  traceId: z.string(),
  spanId: z.string(),
  parentSpanId: z.string().optional(),
  name: z.string(),
  attributes: z.array(Attribute).default([]),
});
const Sent = z.object({
  resourceSpans: z.array(
    z.object({
      resource: z.object({ attributes: z.array(Attribute) }),
      scopeSpans: z.array(z.object({ spans: z.array(Span) })),
    }),
  ),
});
export type ReceivedSpan = z.output<typeof Span>;

export interface TraceReceiver {
  readonly url: string;
  readonly spans: ReceivedSpan[];
  /** All that was sent, word for word. */
  readonly sent: string[];
  /** Refuses the next batch in these words. */
  refuse(words: string): void;
  close(): Promise<void>;
}

export async function startTraceReceiver(): Promise<TraceReceiver> {
  const spans: ReceivedSpan[] = [];
  const sent: string[] = [];
  const refusals: string[] = [];
  const server = createServer((request, response) => void take(request, response));
  const take = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = (await request.toArray()).join('');
    const refusal = refusals.shift();
    if (refusal !== undefined) return void response.writeHead(400).end(refusal);
    if (request.url === '/v1/traces') {
      sent.push(body);
      const { resourceSpans } = Sent.parse(JSON.parse(body));
      for (const { scopeSpans } of resourceSpans) spans.push(...scopeSpans.flatMap((scope) => scope.spans));
    }
    response.writeHead(200, { 'Content-Type': 'application/json' }).end('{}');
  };
  const port = await listen(server, 0);
  return {
    url: `http://127.0.0.1:${port}`,
    spans,
    sent,
    refuse: (words) => void refusals.push(words),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The names from a span up to the root of its trace, itself first. @throws when a parent was not received. */
export function pathOf(spans: readonly ReceivedSpan[], span: ReceivedSpan): string[] {
  const { parentSpanId } = span;
  if (parentSpanId === undefined || parentSpanId === '') return [span.name];
  const parent = spans.find(({ spanId, traceId }) => spanId === parentSpanId && traceId === span.traceId);
  if (parent === undefined) throw new Error(`the parent of ${span.name} was not received`);
  return [span.name, ...pathOf(spans, parent)];
}

export const attributeOf = ({ attributes }: ReceivedSpan, key: string): unknown =>
  z.object({ stringValue: z.string() }).safeParse(attributes.find((one) => one.key === key)?.value).data
    ?.stringValue;
