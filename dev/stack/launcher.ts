// The npm that started this process: when it was killed, the stack is nobody's any more and ends.
import { readFileSync } from 'node:fs';
import { identify, isAlive, type ProcessIdentity } from '../processes/identity.ts';

const POLL = 1_000;

/** @returns null where it cannot be told, or where something else than npm or tsx started this process. */
export function findLauncher(): ProcessIdentity | null {
  let found: number | null = null;
  for (let pid = process.ppid; isOfNpm(pid); pid = parentOf(pid)) found = pid;
  return found === null ? null : identify(found);
}

export function onLauncherGone(launcher: ProcessIdentity | null, act: () => void): void {
  if (launcher === null) return;
  const timer = setInterval(() => {
    if (isAlive(launcher)) return;
    clearInterval(timer);
    act();
  }, POLL);
  timer.unref();
}

/** npm, the shell it starts, and tsx. */
function isOfNpm(pid: number): boolean {
  const line = read(`/proc/${pid}/cmdline`).replaceAll('\0', ' ');
  return /(^|\/)npm( |$)|npm-cli|tsx/.test(line);
}

function parentOf(pid: number): number {
  const status = read(`/proc/${pid}/status`);
  return Number(/^PPid:\s*(\d+)/m.exec(status)?.[1] ?? 0);
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
