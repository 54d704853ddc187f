// Has a server listen on this machine's own address, where nobody else reaches it.
import type { Server } from 'node:net';

export const HOST = '127.0.0.1';

/** @param port 0 for any free one. @returns the port it has. */
export function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, HOST, () => {
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('no TCP address'));
      else resolve(address.port);
    });
  });
}
