// `npm start`: everything on one machine with nothing configured.
import { greeting } from './greeting.ts';
import { findLauncher, onLauncherGone } from './launcher.ts';
import { readSettings } from './settings.ts';
import { createStack, type Stack } from './stack.ts';

const INTERRUPTED = 130;
const say = (line: string): void => console.log(line);
let isStopping = false;
let firstSignalAt: number | null = null;

try {
  const settings = readSettings(process.env, process.argv.slice(2), say);
  const stack = createStack(settings);
  const launcher = findLauncher();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => interrupt(stack));
  onLauncherGone(launcher, () => void stop(stack, 'The npm of this stack was killed'));
  process.on('uncaughtException', (error) => {
    console.error(error);
    void stop(stack, 'An unexpected error');
  });
  const { info } = await stack.start(launcher?.pid ?? null);
  say(greeting(info, settings.dataDir));
} catch (error) {
  // A start that was interrupted fails too, and has been spoken of.
  if (!isStopping) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}

/** tsx may pass on a Ctrl-C that the terminal delivered too: two within a moment are one. */
function interrupt(stack: Stack): void {
  firstSignalAt ??= Date.now();
  if (Date.now() - firstSignalAt > 300) {
    say('Ending everything at once.');
    stack.abandon();
    process.exit(INTERRUPTED);
  }
  void stop(stack, 'Interrupted');
}

async function stop(stack: Stack, why: string): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  say(`\n${why}: stopping API, worker, Stripe double, Temporal, PostgreSQL … (again to end at once)`);
  await stack.stop();
  say('Everything is stopped.');
  process.exit(0);
}
