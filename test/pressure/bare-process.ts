// The bare route in a process of its own, started as the API is.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { FLAGS } from '../../dev/stack/plans.ts';

export interface BareProcess {
  readonly url: string;
  close(): Promise<void>;
}

export async function startBareRoute(): Promise<BareProcess> {
  const child = fork(fileURLToPath(new URL('bare-route.ts', import.meta.url)), {
    execArgv: ['--import', 'tsx', ...FLAGS],
  });
  const ended = once(child, 'exit');
  // Its one message is the port: see `bare-route.ts`.
  const [port] = (await once(child, 'message')) as [number];
  return {
    url: `http://127.0.0.1:${port}/`,
    async close() {
      child.disconnect();
      await ended;
    },
  };
}
