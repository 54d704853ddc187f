// Ends a process politely, then not; and only if it still is the one that was meant.
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive, type ProcessIdentity } from './identity.ts';

export interface Ending {
  readonly signal: NodeJS.Signals;
  /** Milliseconds before SIGKILL. */
  readonly patience: number;
}

const POLL = 30;

/** @returns how it ended, or `gone` when it was not there any more. */
export async function endProcess(
  identity: ProcessIdentity,
  { signal, patience }: Ending,
): Promise<'gone' | 'ended' | 'killed'> {
  if (!send(identity, signal)) return 'gone';
  const giveUpAt = Date.now() + patience;
  while (Date.now() < giveUpAt) {
    if (!isAlive(identity)) return 'ended';
    await sleep(POLL);
  }
  send(identity, 'SIGKILL');
  while (isAlive(identity)) await sleep(POLL);
  return 'killed';
}

function send(identity: ProcessIdentity, signal: NodeJS.Signals): boolean {
  if (!isAlive(identity)) return false;
  try {
    process.kill(identity.pid, signal);
    return true;
  } catch {
    return false;
  }
}
