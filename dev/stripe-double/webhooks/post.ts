// One POST to an endpoint: no redirects, bounded time, kept-alive connections.
import { Agent as HttpAgent, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';

/** How long Stripe waits is not published; long enough for a slow receiver, short enough for tests. */
const TIMEOUT_MS = 20_000;

export interface Poster {
  /** The status; rejects when there was no answer. */
  post(url: string, headers: Readonly<Record<string, string>>, body: string): Promise<number>;
  close(): void;
}

export function createPoster(): Poster {
  const http = new HttpAgent({ keepAlive: true });
  const https = new HttpsAgent({ keepAlive: true });
  return {
    post: (url, headers, body) =>
      new Promise((resolve, reject) => {
        const secure = url.startsWith('https:');
        const send = secure ? httpsRequest : httpRequest;
        const options = { method: 'POST', agent: secure ? https : http, timeout: TIMEOUT_MS };
        const request = send(url, {
          ...options,
          headers: { ...headers, 'content-length': Buffer.byteLength(body) },
        });
        request.on('timeout', () => request.destroy(new Error('the endpoint did not answer in time')));
        request.on('error', reject);
        request.on('response', (response) => {
          response.resume();
          response.on('end', () => resolve(response.statusCode ?? 0));
          response.on('error', reject);
        });
        request.end(body);
      }),
    close() {
      http.destroy();
      https.destroy();
    },
  };
}
