// Reads an HTTP request and sends it to the API, the pages or the controls.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerApiCall } from './api/answer.ts';
import { answerControl } from './controls/answer.ts';
import type { Call, Double, Outcome } from './double.ts';
import { answerPage } from './page/answer.ts';

const MAX_BODY_BYTES = 1_000_000;

/** Answers, or drops the connection; never throws. */
export function serveCall(double: Double, request: IncomingMessage, response: ServerResponse): void {
  readCall(request)
    .then((call) => answerCall(double, call))
    .then((outcome) => send(response, outcome))
    .catch((error: unknown) => {
      console.error('the Stripe double failed:', error);
      send(response, { status: 500, headers: {}, body: '' });
    })
    .finally(() => double.deliveries.kick());
}

async function answerCall(double: Double, call: Call | null): Promise<Outcome> {
  if (call === null) return { status: 413, headers: {}, body: '' };
  if (call.path.startsWith('/v1/')) return answerApiCall(double, call);
  if (call.path.startsWith('/c/pay/')) return answerPage(double.account, call);
  if (call.path.startsWith('/_double')) return answerControl(double, call);
  const body = '{"about":"local Stripe double","controls":"/_double","key":"sk_test_local_double"}\n';
  return { status: call.path === '/' ? 200 : 404, headers: { 'content-type': 'application/json' }, body };
}

/** Null when the body is too large. */
async function readCall(request: IncomingMessage): Promise<Call | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  // A request without an encoding gives its body as buffers.
  for await (const bytes of request as AsyncIterable<Buffer>) {
    size += bytes.length;
    // Read to the end even when it is too large: stopping half-way would leave the connection unusable.
    if (size <= MAX_BODY_BYTES) chunks.push(bytes);
  }
  if (size > MAX_BODY_BYTES) return null;
  const [path = '/', query = ''] = (request.url ?? '/').split('?');
  return {
    method: request.method ?? 'GET',
    path,
    query,
    body: Buffer.concat(chunks).toString('utf8'),
    header(name) {
      const value = request.headers[name];
      return Array.isArray(value) ? value.join(', ') : value;
    },
  };
}

function send(response: ServerResponse, outcome: Outcome): void {
  if (outcome === 'dropped') {
    response.destroy();
    return;
  }
  const length = Buffer.byteLength(outcome.body);
  response.writeHead(outcome.status, { ...outcome.headers, 'content-length': length }).end(outcome.body);
}
