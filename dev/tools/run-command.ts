// Runs a program to its end, passing its output on as progress.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

export interface CommandOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Called with each line the program writes. */
  readonly onLine?: (line: string) => void;
}

/** @returns the exit code, or null when the program cannot be started or was killed. */
export function runCommand(
  command: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<number | null> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const input of [child.stdout, child.stderr]) {
      createInterface({ input }).on('line', (line) => options.onLine?.(line));
    }
    child.once('error', () => resolve(null));
    child.once('close', (code) => resolve(code));
  });
}

/** Whether a program answers `--version` (or the given question). */
export async function canRun(command: string, args: readonly string[] = ['--version']): Promise<boolean> {
  return (await runCommand(command, args)) === 0;
}
