// What a running stack tells scripts about itself, in `.data/stack.json`.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const StackInfo = z.object({
  api: z.url(),
  stripe: z.url(),
  tokens: z.object({
    customer: z.string(),
    otherCustomer: z.string(),
    operator: z.string(),
    butchers: z.record(z.string(), z.string()),
  }),
});

/** Where to order, where to pay, and who to be. */
export type StackInfo = z.infer<typeof StackInfo>;

/** Null when no stack has written the file, or the one that did no longer answers. */
export async function findRunningStack(dataFolder: string): Promise<StackInfo | null> {
  const text = await readFile(join(dataFolder, 'stack.json'), 'utf8').catch(() => null);
  if (text === null) return null;
  const info = StackInfo.parse(JSON.parse(text));
  const isUp = await fetch(`${info.api}/readyz`).then(
    (answer) => answer.ok,
    () => false,
  );
  return isUp ? info : null;
}
