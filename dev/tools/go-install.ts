// Builds programs with Go from its module proxy, and says how far it is: the larger ones take minutes.
import { runCommand } from './run-command.ts';

export interface GoInstall {
  /** As `go install` wants them: `path@version`. */
  readonly packages: readonly string[];
  /** The folder for the programs. */
  readonly into: string;
  /** What is built, at the start of each line of progress. */
  readonly name: string;
  /** Packages between two of those lines. */
  readonly every: number;
}

/** @returns whether it went well. */
export async function goInstall(
  { packages, into, name, every }: GoInstall,
  say: (line: string) => void,
): Promise<boolean> {
  let done = 0;
  const code = await runCommand('go', ['install', '-v', ...packages], {
    env: { GOBIN: into },
    onLine: () => {
      done += 1;
      if (done % every === 0) say(`${name}: building, ${done} packages done …`);
    },
  });
  return code === 0;
}
