// A lock that belongs to a living process: one left behind by a dead process is nobody's.
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { identifyMyself, isAlive, type ProcessIdentity } from './identity.ts';
import { parseIdentity } from './read-identity.ts';
import { isSystemError } from './system-error.ts';

export type LockAttempt =
  | { readonly kind: 'held'; readonly release: () => void }
  | { readonly kind: 'taken'; readonly by: ProcessIdentity };

const POLL = 200;

/** Takes the lock, or tells which living process has it. */
export function tryLock(path: string): LockAttempt {
  const me = identifyMyself();
  mkdirSync(dirname(path), { recursive: true });
  const own = `${path}.${process.pid}`;
  writeFileSync(own, JSON.stringify(me));
  try {
    for (;;) {
      if (linkedTo(own, path)) return { kind: 'held', release: () => release(path, me) };
      const text = textOf(path);
      if (text === null) continue;
      const by = parseIdentity(text);
      if (by !== null && isAlive(by)) return { kind: 'taken', by };
      rmSync(path, { force: true });
    }
  } finally {
    rmSync(own, { force: true });
  }
}

/** Waits for its turn. @returns what releases the lock. */
export async function waitForLock(path: string, onWait: () => void = () => {}): Promise<() => void> {
  for (let tries = 0; ; tries += 1) {
    const attempt = tryLock(path);
    if (attempt.kind === 'held') return attempt.release;
    if (tries === 0) onWait();
    await sleep(POLL);
  }
}

/** Tries again for as long as `patience` (milliseconds) lasts. */
export async function tryLockFor(path: string, patience: number): Promise<LockAttempt> {
  const deadline = Date.now() + patience;
  for (;;) {
    const attempt = tryLock(path);
    if (attempt.kind === 'held' || Date.now() > deadline) return attempt;
    await sleep(POLL);
  }
}

/** @returns null when it was released in this moment. */
function textOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (isSystemError(error, 'ENOENT')) return null;
    throw error;
  }
}

/** A link, unlike a write, never shows a half-written lock. */
function linkedTo(own: string, path: string): boolean {
  try {
    linkSync(own, path);
    return true;
  } catch (error) {
    if (isSystemError(error, 'EEXIST')) return false;
    throw error;
  }
}

function release(path: string, me: ProcessIdentity): void {
  try {
    if (readFileSync(path, 'utf8') === JSON.stringify(me)) rmSync(path, { force: true });
  } catch {
    // Gone already: released is released.
  }
}
