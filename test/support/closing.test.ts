// What was kept is closed in any case: at the end, after an error, and when a signal comes in the middle of a start.
import { execFile } from 'node:child_process';
import { expect, it } from 'vitest';
import { closing } from './closing.ts';

const listening = (): number => process.listenerCount('SIGINT') + process.listenerCount('SIGTERM');

it('at the end → the newest first, each of them, and no handler stays', async () => {
  const before = listening();
  const closed: string[] = [];
  const close = (name: string) => async (): Promise<void> => void closed.push(name);
  await closing(async (keep) => {
    keep(close('stack'));
    keep(close('ground'));
    expect(listening()).toBe(before + 2);
  });
  expect(closed).toEqual(['ground', 'stack']);
  expect(listening()).toBe(before);
});

it('a run that fails → closed, and the error goes on', async () => {
  const closed: string[] = [];
  const run = closing(async (keep) => {
    keep(async () => void closed.push('stack'));
    throw new Error('no such thing');
  });
  await expect(run).rejects.toThrow('no such thing');
  expect(closed).toEqual(['stack']);
});

/** Starts for ever; only closing makes the start fail, as with a stack. */
const STARTING = `
  import { closing } from './test/support/closing.ts';
  await closing(async (keep) => {
    let fail;
    const start = new Promise((_, reject) => { fail = reject; });
    const alive = setInterval(() => {}, 1_000);
    keep(async () => { fail(new Error('stopped')); console.log('closed'); });
    console.log('starting');
    await start.catch(() => undefined);
    keep(async () => {});
    console.log('started more');
  });
  console.log('went on');`;

it.each(['SIGINT', 'SIGTERM'] as const)(
  '%s during the start → closed, nothing more is started, 130',
  async (signal) => {
    let out = '';
    const code = await new Promise((resolve) => {
      const args = ['--import', 'tsx', '--input-type=module', '-e', STARTING];
      const child = execFile(process.execPath, args);
      child.stdout?.on('data', (text: string) => {
        out += text;
        if (text.includes('starting')) child.kill(signal);
      });
      child.once('close', resolve);
    });
    expect({ code, out }).toEqual({ code: 130, out: 'starting\nclosed\n' });
  },
  60_000,
);
