// The one way a process ends: its steps in order, within a deadline; a second signal ends it at once.
import type { Log } from '../domain/ports/log.ts';

export interface ShutdownStep {
  readonly name: string;
  readonly run: () => Promise<unknown>;
  /** Skipped when the process ends by itself, because something in it broke. */
  readonly onlyWhenAsked?: true;
}

export interface ShutdownOptions {
  /** Milliseconds for all steps together. */
  readonly deadline: number;
  readonly log: Log;
}

const INTERRUPTED = 130;

/** Ends the process on SIGTERM and SIGINT, and on an error nobody caught. @returns to end it from inside. */
export function onShutdown(steps: readonly ShutdownStep[], options: ShutdownOptions): (why: string) => void {
  const { log } = options;
  let isEnding = false;
  const end = (why: string, code: number): void => {
    if (isEnding) return;
    isEnding = true;
    log.info({ why }, 'shutting down');
    const due = code === 0 ? steps : steps.filter(({ onlyWhenAsked }) => onlyWhenAsked !== true);
    void runSteps(due, options).then((done) => process.exit(done ? code : 1));
  };
  const signalled = (signal: NodeJS.Signals): void => {
    if (isEnding) process.exit(INTERRUPTED);
    end(signal, 0);
  };
  const broken = (error: unknown): void => {
    log.error(
      { error: String(error), stack: error instanceof Error ? error.stack : undefined },
      'uncaught error',
    );
    end('uncaught error', 1);
  };
  process.on('SIGTERM', signalled);
  process.on('SIGINT', signalled);
  process.on('uncaughtException', broken);
  process.on('unhandledRejection', broken);
  return (why) => end(why, 1);
}

/** @returns whether every step ended well in time; the one that did not is named in the log. */
async function runSteps(
  steps: readonly ShutdownStep[],
  { deadline, log }: ShutdownOptions,
): Promise<boolean> {
  let current = 'start';
  const late = setTimeout(() => {
    log.error({ step: current, deadline }, 'shutdown took too long: ending anyway');
    process.exit(1);
  }, deadline);
  let allWell = true;
  for (const step of steps) {
    current = step.name;
    try {
      await step.run();
    } catch (error) {
      allWell = false;
      log.error({ step: step.name, error: String(error) }, 'a shutdown step failed');
    }
  }
  clearTimeout(late);
  return allWell;
}
