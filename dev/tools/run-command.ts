// Runs a program to its end, passing its output on as progress.
import { spawn } from 'node:child_process';

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
    const tell = (chunk: Buffer): void => {
      for (const line of chunk.toString().split('\n')) if (line.trim() !== '') options.onLine?.(line);
    };
    child.stdout.on('data', tell);
    child.stderr.on('data', tell);
    child.once('error', () => resolve(null));
    child.once('close', (code) => resolve(code));
  });
}

/** Whether a program answers `--version` (or the given question). */
export async function canRun(command: string, args: readonly string[] = ['--version']): Promise<boolean> {
  return (await runCommand(command, args)) === 0;
}
