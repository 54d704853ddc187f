// A webhook endpoint that verifies, keeps and checks what it is sent, and can be told to refuse.
import { createServer, type IncomingHttpHeaders } from 'node:http';
import Stripe from 'stripe';

interface Received {
  readonly event: Stripe.Event;
  readonly body: string;
  readonly headers: IncomingHttpHeaders;
  /** Milliseconds since the epoch, real time. */
  readonly at: number;
}

export interface WebhookReceiver {
  readonly url: string;
  readonly received: Received[];
  /** The types received so far, in order. */
  types(): string[];
  /** Answers this status, to `times` deliveries or (without) to all that follow. */
  answer(status: number, times?: number): void;
  /** The first event of a type about an object that `matches`; waits for it up to 10 s. */
  waitFor(type: string, matches?: (event: Stripe.Event) => boolean): Promise<Stripe.Event>;
  close(): Promise<void>;
}

const stripe = new Stripe('sk_test_local_double');

/** Listens on any free port. Deliveries whose signature does not verify are answered 400 and not kept. */
export async function startWebhookReceiver(
  secret: string,
  check: (event: unknown) => void,
): Promise<WebhookReceiver> {
  const received: Received[] = [];
  const plan: Plan = { refusals: [], standing: 200 };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8');
      const event = verify(body, request.headers, secret);
      const status = event === null ? 400 : (plan.refusals.shift() ?? plan.standing);
      if (event !== null) received.push({ event, body, headers: request.headers, at: Date.now() });
      if (event !== null) check(JSON.parse(body));
      response.writeHead(status, status === 302 ? { location: '/elsewhere' } : {}).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/webhook`,
    received,
    types: () => received.map(({ event }) => event.type),
    answer(status, times) {
      if (times === undefined) plan.standing = status;
      else plan.refusals = Array.from({ length: times }, () => status);
    },
    waitFor: (type, matches = () => true) => waitFor(received, type, matches),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** What to answer: these first, then always the same. */
interface Plan {
  refusals: number[];
  standing: number;
}

function verify(body: string, headers: IncomingHttpHeaders, secret: string): Stripe.Event | null {
  try {
    return stripe.webhooks.constructEvent(body, headers['stripe-signature'] ?? '', secret);
  } catch {
    return null;
  }
}

async function waitFor(
  received: readonly Received[],
  type: string,
  matches: (event: Stripe.Event) => boolean,
): Promise<Stripe.Event> {
  for (let waited = 0; waited < 10_000; waited += 10) {
    const found = received.find(({ event }) => event.type === type && matches(event));
    if (found !== undefined) return found.event;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`no ${type} within 10 s; there were ${received.map(({ event }) => event.type).join(', ')}`);
}
