// The commands of a document, as they stand there, and how they are run.
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from '../../dev/build/build.ts';
import { findTemporalCli } from '../../dev/tools/temporal-cli.ts';

export interface Block {
  readonly title: string;
  /** The word behind the language: what the commands are for. */
  readonly state: string;
  readonly lines: string;
}

/** @param document below the root. @returns its fenced blocks of the language, by the heading they stand under. */
export function blocksOf(document: string, language: string): Block[] {
  const text = readFileSync(join(ROOT, document), 'utf8');
  const pieces = text.split(/^#{2,3} /m).map((piece) => [piece.split('\n', 1)[0] ?? '', piece] as const);
  const fence = new RegExp(`^\`\`\`${language}(?: ([\\w-]+))?\n([^]*?)\`\`\`$`, 'gm');
  return pieces.flatMap(([title, piece]) =>
    [...piece.matchAll(fence)].map(([, state = '', lines = '']) => ({ title, state, lines })),
  );
}

export interface CommandLine {
  /** @returns what was printed. @throws with all that was said when a command fails. */
  run(block: Block, variables: Readonly<Record<string, string>>): Promise<string>;
  close(): void;
}

/** A shell that finds `temporal`, and nothing of this machine's settings. It stands in the root of the checkout. */
export async function openCommandLine(): Promise<CommandLine> {
  const home = mkdtempSync(join(tmpdir(), 'klikandgo-commands-'));
  symlinkSync(await findTemporalCli(() => {}), join(home, 'temporal'));
  return {
    async run({ lines }, variables) {
      const env = { PATH: `${home}:${process.env.PATH}`, HOME: home, ...variables };
      const { stdout } = await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', lines], {
        env,
        cwd: ROOT,
      });
      return stdout;
    },
    close: () => rmSync(home, { recursive: true, force: true }),
  };
}

/** What the block says its commands print: its lines `# → …`. */
export const promisesOf = ({ lines }: Block): string[] =>
  [...lines.matchAll(/^# → (.+)$/gm)].map(([, text]) => text ?? '');
