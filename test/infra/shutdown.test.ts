// The end of a process, with real processes and real signals.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';

const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

/** A process that shuts down as `steps` says (TypeScript), and is alive until then. */
async function start(steps: string, deadline = 10_000) {
  const program = `
    import { setTimeout as sleep } from 'node:timers/promises';
    import { onShutdown } from './infra/shutdown.ts';
    const line = (facts, message) => console.log(message, JSON.stringify(facts));
    const log = { debug: line, info: line, warn: line, error: line };
    const step = (name, run, more) => ({ name, run: async () => { console.log('step', name); await run?.(); }, ...more });
    const end = onShutdown(${steps}, { deadline: ${deadline}, log });
    setInterval(() => {}, 1000);
    globalThis.end = end;
    globalThis.sleep = sleep;
    console.log('ready');
    process.stdin.on('data', (text) => { new Function(String(text))(); });
  `;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  children.push(child);
  let output = '';
  const ended: Promise<unknown> = once(child, 'exit');
  const said = async (text: string): Promise<void> => {
    while (!output.includes(text)) await once(child.stdout, 'data');
  };
  child.stdout.on('data', (chunk) => {
    output += String(chunk);
  });
  await said('ready');
  return {
    said,
    signal: (name: NodeJS.Signals) => void child.kill(name),
    run: (code: string) => void child.stdin.write(code),
    /** @returns the exit code, and all that was said. */
    end: async () => {
      await ended;
      return { code: child.exitCode, output };
    },
  };
}

describe('a signal', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('%s → the steps in order, then exit 0', async (name) => {
    const process = await start(`[step('first', () => sleep(50)), step('second')]`);
    process.signal(name);
    const { code, output } = await process.end();
    expect(code).toBe(0);
    expect(output).toMatch(/step first\s+step second/);
  });

  it('a second one → exit 130 at once', async () => {
    const process = await start(`[step('slow', () => sleep(60_000))]`, 60_000);
    process.signal('SIGTERM');
    await process.said('step slow');
    process.signal('SIGINT');
    expect((await process.end()).code).toBe(130);
  });
});

describe('a step', () => {
  it('that hangs → exit 1 at the deadline, and the log names it', async () => {
    const process = await start(`[step('fine'), step('stuck', () => sleep(60_000))]`, 200);
    process.signal('SIGTERM');
    const { code, output } = await process.end();
    expect(code).toBe(1);
    expect(output).toMatch(/took too long.*"step":"stuck"/);
  });

  it('that fails → the later ones still run, exit 1', async () => {
    const process = await start(`[step('bad', () => { throw new Error('no') }), step('later')]`);
    process.signal('SIGTERM');
    const { code, output } = await process.end();
    expect(code).toBe(1);
    expect(output).toMatch(/a shutdown step failed.*"step":"bad"[\s\S]*step later/);
  });
});

describe('without a signal', () => {
  it('an error nobody caught → logged, the steps run, exit 1', async () => {
    const process = await start(`[step('close')]`);
    process.run(`setTimeout(() => { throw new Error('boom') })`);
    const { code, output } = await process.end();
    expect(code).toBe(1);
    expect(output).toMatch(/uncaught error.*boom[\s\S]*step close/);
  });

  it('a promise nobody awaited → the same', async () => {
    const process = await start(`[step('close')]`);
    process.run(`Promise.reject(new Error('lost'))`);
    const { code, output } = await process.end();
    expect(code).toBe(1);
    expect(output).toMatch(/uncaught error.*lost[\s\S]*step close/);
  });

  it('a step that is only for those who ask → skipped; on a signal it comes in its turn', async () => {
    const steps = `[step('farewell', undefined, { onlyWhenAsked: true }), step('close')]`;
    const [broken, asked] = await Promise.all([start(steps), start(steps)]);
    broken.run(`end('worker stopped')`);
    asked.signal('SIGTERM');
    expect((await broken.end()).output).not.toContain('farewell');
    expect((await asked.end()).output).toMatch(/step farewell\s+step close/);
  });

  it('ended from inside → the steps, exit 1', async () => {
    const process = await start(`[step('close')]`);
    process.run(`end('worker stopped')`);
    const { code, output } = await process.end();
    expect(code).toBe(1);
    expect(output).toMatch(/worker stopped[\s\S]*step close/);
  });
});
