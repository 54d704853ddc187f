// `npm run demo`: every kind of order on a running stack, or on one that is started for it and stopped again.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FREE_PORTS } from '../stack/ports.ts';
import { readSettings } from '../stack/settings.ts';
import { createStack } from '../stack/stack.ts';
import { summaryLines, timelineLines } from './report.ts';
import { runDemo } from './run-demo.ts';
import { findRunningStack, type StackInfo } from './stack-info.ts';

const say = (line: string): void => console.log(line);

const running = await findRunningStack(process.env.STACK_DATA ?? '.data');
if (running === null) await demoOnOwnStack();
else await demo(running);

async function demo(stack: StackInfo): Promise<void> {
  say(`Placing orders of every kind at ${stack.api} …\n`);
  const all = await runDemo(stack, (lived) => say(timelineLines(lived).join('\n')));
  say(summaryLines(all).join('\n'));
  process.exitCode = all.every(({ problem }) => problem === null) ? 0 : 1;
}

async function demoOnOwnStack(): Promise<void> {
  say('No stack is running: starting one for the demo …');
  const dataDir = await mkdtemp(join(tmpdir(), 'klikandgo-demo-'));
  const anyPort = { ...process.env, STACK_DATA: dataDir };
  const settings = readSettings(anyPort, [], say);
  const stack = createStack({ ...settings, ports: FREE_PORTS });
  const interrupt = (): void => void stack.stop().then(() => process.exit(130));
  process.once('SIGINT', interrupt);
  process.once('SIGTERM', interrupt);
  try {
    const { info } = await stack.start();
    await demo(info);
  } finally {
    await stack.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}
