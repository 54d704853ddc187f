// A child of the stack: started, started again when it dies, stopped politely and then not.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Child, createChild } from '../../../dev/stack/child.ts';
import type { ChildPlan } from '../../../dev/stack/child-plan.ts';

let folder: string;
let child: Child | undefined;
let said: string[];
let pids: (number | null)[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'child-'));
  said = [];
  pids = [];
});
afterEach(async () => {
  await child?.stop();
  rmSync(folder, { recursive: true });
});

function make(script: string, change: Partial<ChildPlan> = {}): Child {
  child = createChild(
    {
      name: 'sample',
      program: () => ({ command: process.execPath, args: ['-e', script] }),
      isReady: (log) => log.includes('ready'),
      stopSignal: 'SIGTERM',
      patience: 3_000,
      logFile: join(folder, 'sample.log'),
      ...change,
    },
    { say: (line) => said.push(line), onPid: (pid) => pids.push(pid) },
  );
  return child;
}
const LIVES = `setInterval(() => {}, 1_000); console.log('ready')`;
const saidLine = (text: string) =>
  vi.waitUntil(() => said.some((line) => line.includes(text)), { timeout: 10_000 });

describe('a child', () => {
  it('that is killed → said, prepared and started again', async () => {
    let prepared = 0;
    const prepare = (): Promise<void> => {
      prepared += 1;
      return Promise.resolve();
    };
    await make(LIVES, { prepare }).start();
    child?.signal('SIGKILL');
    await saidLine('is back');
    expect(said[0]).toMatch(/sample died \(SIGKILL\); starting it again in 0.5 s/);
    expect(prepared).toBe(2);
    expect(pids.map((pid) => pid !== null)).toEqual([true, false, true]);
  });

  it('that died and is stopped and started meanwhile → one process, not one more when its pause is over', async () => {
    await make(LIVES).start();
    child?.signal('SIGKILL');
    await saidLine('in 0.5 s');
    await child?.stop();
    await child?.start();
    await sleep(1_000);
    expect(pids.map((pid) => pid !== null)).toEqual([true, false, true]);
    expect(said).toHaveLength(1);
  });

  it('that dies again and again → longer and longer pauses', async () => {
    await make(`console.log('ready'); setTimeout(() => process.exit(3), 150)`).start();
    await saidLine('in 1 s');
    expect(said.join()).toContain('exit code 3');
  });

  it('that dies before it is ready → the start fails with the end of its log, and no second try', async () => {
    await expect(make(`console.error('no such database'); process.exit(1)`).start()).rejects.toThrow(
      /ended before it was ready[\s\S]*no such database/,
    );
    expect(said).toEqual([]);
  });

  it('whose program does not exist → the start fails', async () => {
    const program = () => ({ command: join(folder, 'nothing'), args: [] });
    await expect(make('', { program }).start()).rejects.toThrow(/ended before/);
  });

  it('that is stopped → not started again', async () => {
    await make(LIVES).start();
    await child?.stop();
    expect(said).toEqual([]);
    expect(pids.at(-1)).toBeNull();
  });

  it('that does not listen → killed, and said', async () => {
    await make(`process.on('SIGTERM', () => {}); ${LIVES}`, { patience: 200 }).start();
    await child?.stop();
    expect(said.join()).toContain('takes too long');
  });

  it('of the next run → its log begins anew, the last one is kept', async () => {
    await make(`console.log('first'); ${LIVES}`).start();
    await child?.stop();
    await make(`console.log('second'); ${LIVES}`).start();
    expect(readFileSync(join(folder, 'sample.log'), 'utf8')).not.toContain('first');
    expect(readFileSync(join(folder, 'sample.log.last'), 'utf8')).toContain('first');
  });
});
