// The figures of Temporal's SDK, which its core shows on a port of its own: on this machine only, for us to pass on.
import { createServer } from 'node:net';

export interface CoreMetrics {
  /** `host:port`, for `Runtime.install`. */
  readonly bindAddress: string;
  /** In Prometheus' text form. */
  readonly read: () => Promise<string>;
}

/** Milliseconds. */
const PATIENCE = 2_000;
const HERE = '127.0.0.1';

export async function openCoreMetrics(): Promise<CoreMetrics> {
  const bindAddress = `${HERE}:${await freePort()}`;
  return {
    bindAddress,
    read: async () => {
      const response = await fetch(`http://${bindAddress}/metrics`, {
        signal: AbortSignal.timeout(PATIENCE),
      });
      return response.text();
    },
  };
}

/** The core takes a port and does not tell which one it was given for 0. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, HERE, () => {
      const address = probe.address();
      probe.close(() => resolve(address === null || typeof address === 'string' ? 0 : address.port));
    });
  });
}
