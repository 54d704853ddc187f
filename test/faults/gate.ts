// Where the worker asks before it goes on at each failpoint: one that is armed holds it there until it is released.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { z } from 'zod';
import type { Failpoint } from '../../dev/failpoints/failpoint.ts';

export interface Hold {
  readonly workflowId: string;
  /** Milliseconds since the epoch. */
  readonly since: number;
  /** Whether a worker still stands there. */
  readonly isStanding: () => boolean;
}

export interface Trap {
  /** The first worker that got there; undefined as long as none did. */
  readonly hold: () => Hold | undefined;
  /** Whoever stands there goes on, and nobody is held any more. */
  release(): void;
}

export interface Gate {
  readonly url: string;
  /** Holds the next worker that reaches the failpoint, once. @param workflowId null for that of any order. */
  arm(failpoint: Failpoint, workflowId: string | null): Trap;
  close(): Promise<void>;
}

interface Armed {
  readonly failpoint: Failpoint;
  readonly workflowId: string | null;
  isSet: boolean;
  hold: Hold | undefined;
  answer: (() => void) | undefined;
}

// Written by `dev/failpoints/main.ts` as `Reached`.
const Reached = z.object({ failpoint: z.string(), workflowId: z.string() });

export async function openGate(): Promise<Gate> {
  const traps = new Set<Armed>();
  const server = createServer((request, response) => {
    void readBody(request).then((reached) => {
      const trap = [...traps].find((one) => one.isSet && isMeant(one, reached));
      if (trap === undefined) response.writeHead(204).end();
      else stop(trap, reached.workflowId, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/`,
    arm(failpoint, workflowId) {
      const trap: Armed = { failpoint, workflowId, isSet: true, hold: undefined, answer: undefined };
      traps.add(trap);
      return {
        hold: () => trap.hold,
        release: () => {
          traps.delete(trap);
          trap.answer?.();
        },
      };
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function readBody(request: IncomingMessage): Promise<z.infer<typeof Reached>> {
  request.setEncoding('utf8');
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return Reached.parse(JSON.parse(text));
}

const isMeant = ({ failpoint, workflowId }: Armed, reached: z.infer<typeof Reached>): boolean =>
  failpoint === reached.failpoint && (workflowId === null || workflowId === reached.workflowId);

function stop(trap: Armed, workflowId: string, response: ServerResponse): void {
  trap.isSet = false;
  trap.hold = {
    workflowId,
    since: Date.now(),
    isStanding: () => !response.destroyed && !response.writableEnded,
  };
  trap.answer = () => void (response.destroyed || response.writeHead(204).end());
}
