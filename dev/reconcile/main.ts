// `npm run reconcile [-- --since ISO]`: as `worker/reconcile`, and finds the Temporal of a running `npm start` by itself.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { runForeground } from './run-foreground.ts';

const StackInfo = z.object({ temporal: z.string() });

/** Null when no stack has written the file. */
async function stackTemporal(dataFolder: string): Promise<string | null> {
  const text = await readFile(join(dataFolder, 'stack.json'), 'utf8').catch(() => null);
  return text === null ? null : StackInfo.parse(JSON.parse(text)).temporal;
}

const given = process.env.TEMPORAL_ADDRESS;
const address = given ?? (await stackTemporal(process.env.STACK_DATA ?? '.data'));
const env = address === null ? {} : { TEMPORAL_ADDRESS: address };
process.exitCode = await runForeground('worker/reconcile/main.js', process.argv.slice(2), env);
