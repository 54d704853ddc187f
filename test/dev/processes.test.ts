// Processes by more than their pid: locks of the dead, pids that became another process, polite and impolite ends.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { endProcess } from '../../dev/processes/end-process.ts';
import { identify, isAlive, type ProcessIdentity } from '../../dev/processes/identity.ts';
import { tryLock, waitForLock } from '../../dev/processes/lock.ts';
import { endLeftovers, recordPid } from '../../dev/stack/pid-files.ts';

let folder: string;
let children: ChildProcess[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'processes-'));
  children = [];
});
afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

function sleeper(script = 'setTimeout(() => {}, 60_000)'): ProcessIdentity {
  const child = spawn(process.execPath, ['-e', `${script}; console.log('ready')`]);
  children.push(child);
  const identity = identify(child.pid ?? 0);
  if (identity === null) throw new Error('not started');
  return identity;
}

const recycled = (identity: ProcessIdentity): ProcessIdentity => ({ ...identity, startedAt: 'another time' });
const soon = { signal: 'SIGTERM', patience: 3_000 } as const;

describe('an identity', () => {
  it('of a living process is alive; of a pid that was given again, not', () => {
    const identity = sleeper();
    expect(isAlive(identity)).toBe(true);
    expect(isAlive(recycled(identity))).toBe(false);
  });

  it('of a pid nobody has → null', () => {
    expect(identify(2 ** 22 + 1)).toBeNull();
  });
});

describe('ending a process', () => {
  it('that listens → ended', async () => {
    const identity = sleeper();
    expect(await endProcess(identity, soon)).toBe('ended');
    expect(isAlive(identity)).toBe(false);
  });

  it('that does not listen → killed', async () => {
    const identity = sleeper(`process.on('SIGTERM', () => {}); setInterval(() => {}, 1_000)`);
    await new Promise((resolve) => children[0]?.stdout?.once('data', resolve));
    expect(await endProcess(identity, { signal: 'SIGTERM', patience: 200 })).toBe('killed');
  });

  it('whose pid is another process by now → that one is left alone', async () => {
    const identity = sleeper();
    expect(await endProcess(recycled(identity), soon)).toBe('gone');
    expect(isAlive(identity)).toBe(true);
  });
});

describe('a lock', () => {
  it('held by a living process → says by whom; released → free', () => {
    const path = join(folder, 'lock');
    const first = tryLock(path);
    expect(tryLock(path)).toMatchObject({ kind: 'taken', by: { pid: process.pid } });
    if (first.kind === 'held') first.release();
    expect(tryLock(path).kind).toBe('held');
  });

  it.each([
    ['a dead process', JSON.stringify({ pid: 2 ** 22 + 1, startedAt: 'x' })],
    ['a pid that was given again', JSON.stringify({ pid: process.pid, startedAt: 'x' })],
    ['nobody readable', '{'],
  ])('left by %s → taken', (_who, content) => {
    const path = join(folder, 'lock');
    writeFileSync(path, content);
    expect(tryLock(path).kind).toBe('held');
  });

  it('waited for → got as soon as it is released', async () => {
    const path = join(folder, 'lock');
    const release = await waitForLock(path);
    let waited = false;
    const second = waitForLock(path, () => {
      waited = true;
      release();
    });
    (await second)();
    expect(waited).toBe(true);
    expect(existsSync(path)).toBe(false);
  });
});

describe('leftovers of an earlier run', () => {
  it('that still run → said and stopped', async () => {
    const identity = sleeper();
    recordPid(folder, 'worker', identity.pid);
    const said: string[] = [];
    await endLeftovers(folder, (line) => said.push(line));
    expect(said.join()).toContain(`pid ${identity.pid}`);
    expect(isAlive(identity)).toBe(false);
  });

  it('whose pid is another process by now → forgotten, not stopped', async () => {
    const identity = sleeper();
    mkdirSync(join(folder, 'pids'));
    writeFileSync(join(folder, 'pids', 'api.json'), JSON.stringify(recycled(identity)));
    const said: string[] = [];
    await endLeftovers(folder, (line) => said.push(line));
    expect(said).toEqual([]);
    expect(isAlive(identity)).toBe(true);
    expect(existsSync(join(folder, 'pids', 'api.json'))).toBe(false);
  });
});
