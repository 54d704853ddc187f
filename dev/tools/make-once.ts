// Makes something in the cache once, however many processes want it: under a lock, beside its place, then renamed.
import { access, mkdir, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { waitForLock } from '../processes/lock.ts';

/** @param make fills the given fresh path. @returns `target`, which exists then. */
export async function makeOnce(target: string, make: (path: string) => Promise<void>): Promise<string> {
  if (await exists(target)) return target;
  await mkdir(dirname(target), { recursive: true });
  const release = await waitForLock(`${target}.lock`);
  try {
    await makeBeside(target, make);
  } finally {
    release();
  }
  return target;
}

async function makeBeside(target: string, make: (path: string) => Promise<void>): Promise<void> {
  if (await exists(target)) return;
  const fresh = `${target}.${process.pid}.new`;
  await rm(fresh, { recursive: true, force: true });
  try {
    await make(fresh);
    await rename(fresh, target);
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}

export async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
