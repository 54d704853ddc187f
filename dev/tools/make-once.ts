// Makes something in the cache once, however many processes want it: under a lock, beside its place, then renamed.
import { access, mkdir, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Milliseconds after which a lock belongs to a process that died: longer than any build. */
const STALE_LOCK = 20 * 60_000;
const POLL = 500;

/** @param make fills the given fresh path. @returns `target`, which exists then. */
export async function makeOnce(target: string, make: (path: string) => Promise<void>): Promise<string> {
  await mkdir(dirname(target), { recursive: true });
  const lock = `${target}.lock`;
  while (!(await exists(target))) {
    if (!(await takeLock(lock))) {
      await sleep(POLL);
      continue;
    }
    try {
      await makeBeside(target, make);
    } finally {
      await rm(lock, { recursive: true, force: true });
    }
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

async function takeLock(lock: string): Promise<boolean> {
  try {
    await mkdir(lock);
    return true;
  } catch {
    const age = Date.now() - ((await stat(lock).catch(() => null))?.mtimeMs ?? Date.now());
    if (age > STALE_LOCK) await rm(lock, { recursive: true, force: true });
    return false;
  }
}

export async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
