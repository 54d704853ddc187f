// Which living process was given which port: one file for all processes of this user.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { cacheFolder } from '../tools/cache-folder.ts';
import { isAlive, type ProcessIdentity } from './identity.ts';
import { waitForLock } from './lock.ts';
import { IDENTITY } from './read-identity.ts';

/** Owners by port; those of the dead are not in it. */
export type PortOwners = Map<number, ProcessIdentity>;

const LEDGER = z.array(z.tuple([z.int(), IDENTITY]));

/** Nobody else reads or changes the ledger meanwhile. @returns what `change` gives. */
export async function withPortOwners<T>(change: (owners: PortOwners) => Promise<T>): Promise<T> {
  const file = cacheFolder('ports.json');
  const release = await waitForLock(`${file}.lock`);
  try {
    const owners = new Map(read(file).filter(([, owner]) => isAlive(owner)));
    const result = await change(owners);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify([...owners]));
    return result;
  } finally {
    release();
  }
}

/** One that a killed process left half-written is begun anew. */
function read(file: string): z.infer<typeof LEDGER> {
  try {
    return LEDGER.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return [];
  }
}
