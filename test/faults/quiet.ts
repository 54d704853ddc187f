// Waits until nothing is under way any more: every workflow has ended, and Stripe has nothing left to tell.
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { z } from 'zod';
import type { RunningStack } from '../../dev/stack/stack.ts';
import type { Cast } from './cast.ts';

const Pending = z.object({ pending: z.array(z.unknown()) });

const LOOK_EVERY = 500;
const PATIENCE = 180_000;
/** Seconds of the double's clock: what could not be delivered is tried again now instead of in two or ten minutes. */
const NEXT_ATTEMPTS = 700;

/** Nobody may place orders any more. @returns what is still under way after all that time; null when nothing is. */
export async function untilQuiet(
  { info }: Pick<RunningStack, 'info'>,
  { double }: Cast,
): Promise<string | null> {
  const connection = await Connection.connect({ address: info.temporal });
  try {
    const client = new Client({ connection });
    await double('POST', '/clock', { advanceSeconds: NEXT_ATTEMPTS });
    const giveUpAt = Date.now() + PATIENCE;
    for (let calm = 0; ; ) {
      const { count: running } = await client.workflow.count('ExecutionStatus="Running"');
      const { pending } = Pending.parse(await double('GET', '/webhooks'));
      calm = running + pending.length === 0 ? calm + 1 : 0;
      // A webhook just delivered may have started an aftercare that is not counted yet.
      if (calm === 3) return null;
      if (Date.now() > giveUpAt) return `${running} workflows run, ${pending.length} webhooks wait`;
      await sleep(LOOK_EVERY);
    }
  } finally {
    await connection.close();
  }
}
