// Which living process was given which port: one file for all processes of this user.
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { cacheFolder } from '../tools/cache-folder.ts';
import { isAlive, type ProcessIdentity } from './identity.ts';
import { waitForLock } from './lock.ts';
import { IDENTITY } from './read-identity.ts';
import { writeWhole } from './write-whole.ts';

/** Owners by port; those of the dead are not in it. */
export type PortOwners = Map<number, ProcessIdentity>;

const LEDGER = z.array(z.tuple([z.int(), IDENTITY]));
type Entries = z.infer<typeof LEDGER>;

/** Nobody else reads or changes the ledger meanwhile. @returns what `change` gives. */
export async function withPortOwners<T>(change: (owners: PortOwners) => Promise<T>): Promise<T> {
  const file = cacheFolder('ports.json');
  const release = await waitForLock(`${file}.lock`);
  try {
    const owners = new Map(living(read(file)));
    const result = await change(owners);
    writeWhole(file, JSON.stringify([...owners]));
    return result;
  } finally {
    release();
  }
}

/** Each owner is looked for once, however many ports it has. */
function living(entries: Entries): Entries {
  const alive = new Map<string, boolean>();
  return entries.filter(([, owner]) => {
    const key = `${owner.pid} ${owner.startedAt}`;
    const known = alive.get(key) ?? isAlive(owner);
    alive.set(key, known);
    return known;
  });
}

/** Empty before the first port was given. */
function read(file: string): Entries {
  try {
    return LEDGER.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return [];
  }
}
