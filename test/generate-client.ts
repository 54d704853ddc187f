// Generates Prisma's client when it is missing or older than the schema. Its migration binary is not needed for that.
import { statSync } from 'node:fs';
import { runCommand } from '../dev/tools/run-command.ts';

const CLIENT = 'infra/generated/prisma/client.ts';
const SCHEMA = 'prisma/schema.prisma';

/** @throws with the generator's output when it fails. */
export async function generateClient(): Promise<void> {
  if (changedAt(CLIENT) > changedAt(SCHEMA)) return;
  const lines: string[] = [];
  const code = await runCommand('npx', ['--no-install', 'prisma', 'generate'], {
    env: { PRISMA_SCHEMA_ENGINE_BINARY: '/bin/true', PRISMA_HIDE_UPDATE_MESSAGE: '1' },
    onLine: (line) => lines.push(line),
  });
  if (code !== 0) throw new Error(`prisma generate failed:\n${lines.join('\n')}`);
}

function changedAt(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
