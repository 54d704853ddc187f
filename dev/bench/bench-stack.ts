// What the bench needs to know of the running stack, besides what the demo does.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { findRunningStack, type StackInfo } from '../demo/stack-info.ts';

const Inside = z.object({ temporal: z.string(), pids: z.object({ api: z.int(), worker: z.int() }) });

export type BenchStack = StackInfo & z.infer<typeof Inside>;

export async function findBenchStack(dataFolder: string): Promise<BenchStack | null> {
  const stack = await findRunningStack(dataFolder);
  if (stack === null) return null;
  const inside = Inside.parse(JSON.parse(await readFile(join(dataFolder, 'stack.json'), 'utf8')));
  return { ...stack, ...inside };
}
