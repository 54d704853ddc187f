// Sends at a fixed rate, whether or not answers come: latency counts from the moment a request was meant to leave.
import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Outgoing {
  readonly body: string;
  /** Made when the request leaves: a signature tells its time. */
  readonly headers: () => Readonly<Record<string, string>>;
}

export interface Acknowledged {
  /** 0 when no answer came. */
  readonly status: number;
  /** From the intended start to the end of the answer. */
  readonly milliseconds: number;
}

export interface Sender {
  /** @param perSecond requests begun each second. @returns the answers, in the sequence of `all`. */
  sendAll(url: string, all: readonly Outgoing[], perSecond: number): Promise<Acknowledged[]>;
  close(): void;
}

/** @param connections requests in flight at most; those beyond wait, and their waiting counts. */
export function createSender(connections = 128): Sender {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  return {
    async sendAll(url, all, perSecond) {
      const startedAt = performance.now();
      const answers: Promise<Acknowledged>[] = [];
      for (const [index, outgoing] of all.entries()) {
        const meantAt = startedAt + (index * 1_000) / perSecond;
        const early = meantAt - performance.now();
        if (early > 0) await sleep(early);
        const answered = post(agent, url, outgoing).catch(() => 0);
        answers.push(answered.then((status) => ({ status, milliseconds: performance.now() - meantAt })));
      }
      return Promise.all(answers);
    },
    close: () => agent.destroy(),
  };
}

function post(agent: Agent, url: string, { body, headers }: Outgoing): Promise<number> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, {
      method: 'POST',
      agent,
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'content-length': Buffer.byteLength(body),
        ...headers(),
      },
    });
    outgoing.on('error', reject);
    outgoing.on('response', (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode ?? 0));
      response.on('error', reject);
    });
    outgoing.end(body);
  });
}
