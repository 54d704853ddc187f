// A small load balancer, as one in production is: it asks each process whether it is ready, gives each request to the next
// that is, and tries nothing a second time. What it could not have answered is a failed request.
import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Balancer {
  /** How many came, and the failed ones in words. */
  readonly requests: () => number;
  readonly failures: readonly string[];
  /** Resolves once every process is ready again. */
  untilAllReady(): Promise<void>;
  close(): Promise<void>;
}

interface Upstream {
  readonly url: string;
  readonly agent: Agent;
  isReady: boolean;
}

/** Milliseconds between two looks at a process; a drain has to be several times as long. */
const ASK_EVERY = 200;
/** Of one connection only: they are not for whoever is behind the balancer. */
const OF_THE_CONNECTION = ['connection', 'keep-alive', 'transfer-encoding'];

/** @param urls of the processes. */
export async function openBalancer(port: number, urls: readonly string[]): Promise<Balancer> {
  const upstreams = urls.map(
    (url): Upstream => ({ url, agent: new Agent({ keepAlive: true }), isReady: false }),
  );
  const failures: string[] = [];
  let requests = 0;
  let isOpen = true;
  const asking = Promise.all(
    upstreams.map(async (upstream) => {
      for (; isOpen; await sleep(ASK_EVERY)) upstream.isReady = await asksReady(upstream);
    }),
  );
  const server = createServer((incoming, outgoing) => {
    const ready = upstreams.filter(({ isReady }) => isReady);
    const upstream = ready[requests % ready.length];
    requests += 1;
    const note = (why: string): void => void failures.push(`${incoming.method} ${incoming.url}: ${why}`);
    if (upstream !== undefined) return pass(upstream, { incoming, outgoing, note });
    note('no process is ready');
    outgoing.writeHead(503).end();
  });
  await new Promise<void>((resolve) => server.listen(port, resolve));
  return {
    requests: () => requests,
    failures,
    async untilAllReady() {
      while (!upstreams.every(({ isReady }) => isReady)) await sleep(ASK_EVERY / 4);
    },
    async close() {
      isOpen = false;
      await asking;
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      for (const { agent } of upstreams) agent.destroy();
    },
  };
}

const asksReady = ({ url }: Upstream): Promise<boolean> =>
  fetch(`${url}/readyz`, { signal: AbortSignal.timeout(2_000) }).then(
    ({ ok }) => ok,
    () => false,
  );

interface Passage {
  readonly incoming: IncomingMessage;
  readonly outgoing: ServerResponse;
  readonly note: (why: string) => void;
}

function pass({ url, agent }: Upstream, { incoming, outgoing, note }: Passage): void {
  const { method, url: path = '/' } = incoming;
  const onward = request(`${url}${path}`, { method, headers: kept(incoming), agent });
  const fail = (why: string): void => {
    // Whoever asked has gone meanwhile, and is counted there.
    if (outgoing.destroyed) return;
    note(why);
    outgoing.destroy();
  };
  onward.once('error', (error) => fail(error.message));
  onward.once('response', (answer) => {
    const status = answer.statusCode ?? 0;
    if (status >= 500) note(`answered ${status}`);
    outgoing.writeHead(status, kept(answer));
    answer.pipe(outgoing);
    answer.once('close', () => void (answer.complete || fail('the answer was cut')));
  });
  outgoing.once('close', () => {
    if (!outgoing.headersSent && !onward.destroyed) note('nobody answered in time');
    // A stream that was enough.
    if (!outgoing.writableFinished) onward.destroy();
  });
  incoming.pipe(onward);
}

const kept = ({ headers }: IncomingMessage): IncomingMessage['headers'] =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !OF_THE_CONNECTION.includes(name)));
