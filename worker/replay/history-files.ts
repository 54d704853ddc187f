// Histories as Temporal's command line exports them: which files there are, and what is in one.
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { historyFromJSON } from '@temporalio/common/lib/proto-utils.js';
import { z } from 'zod';

export type Exported =
  | {
      readonly kind: 'history';
      readonly workflowId: string;
      readonly workflowType: string;
      readonly events: number;
      /** False while it waits for its start delay, and of one that was ended meanwhile. */
      readonly hasTask: boolean;
      readonly history: ReturnType<typeof historyFromJSON>;
    }
  /** In plain words. */
  | { readonly kind: 'unreadable'; readonly why: string };

const Started = z.object({
  eventType: z.literal('EVENT_TYPE_WORKFLOW_EXECUTION_STARTED'),
  workflowExecutionStartedEventAttributes: z.object({
    workflowType: z.object({ name: z.string() }),
    workflowId: z.string().optional(),
  }),
});
const Shape = z.object({ events: z.tuple([Started], z.object({ eventType: z.string() })) });

/** @param paths files, and folders of `.json` files. @returns every file once, those of a folder by name. */
export async function filesIn(paths: readonly string[]): Promise<readonly string[]> {
  const found = await Promise.all(
    paths.map(async (path) => {
      const isFolder = await stat(path).then(
        (one) => one.isDirectory(),
        () => false,
      );
      if (!isFolder) return [path];
      const names = (await readdir(path)).filter((name) => name.endsWith('.json'));
      return names.toSorted().map((name) => join(path, name));
    }),
  );
  return [...new Set(found.flat())];
}

export async function readExported(file: string): Promise<Exported> {
  try {
    const json: unknown = JSON.parse(await readFile(file, 'utf8'));
    const shape = Shape.safeParse(json);
    if (!shape.success) return unreadable(NO_HISTORY);
    const [{ workflowExecutionStartedEventAttributes: started }] = shape.data.events;
    return {
      kind: 'history',
      // Older servers do not write it there; for what is replayed it is a name like any other.
      workflowId: started.workflowId ?? file,
      workflowType: started.workflowType.name,
      events: shape.data.events.length,
      hasTask: shape.data.events.some(({ eventType }) => eventType === 'EVENT_TYPE_WORKFLOW_TASK_SCHEDULED'),
      history: historyFromJSON(json),
    };
  } catch (error) {
    return unreadable(error instanceof Error ? error.message : String(error));
  }
}

const NO_HISTORY =
  'no history: expected what `temporal workflow show --output json` prints, from its first event on';

const unreadable = (why: string): Exported => ({ kind: 'unreadable', why });
