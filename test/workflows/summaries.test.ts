// What an operator reads in a history: every timer and every activity says what it is for.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { HISTORIES } from '../histories/histories.ts';

const HISTORY = z.object({
  events: z.array(
    z.object({
      eventId: z.string(),
      eventType: z.string(),
      markerRecordedEventAttributes: z.object({ markerName: z.string() }).optional(),
      userMetadata: z.object({ summary: z.object({ data: z.string() }).optional() }).nullish(),
    }),
  ),
});
type Event = z.infer<typeof HISTORY>['events'][number];

const files = (await readdir(HISTORIES)).filter((file) => file.endsWith('.json'));

const isOurDoing = ({ eventType, markerRecordedEventAttributes: marker }: Event): boolean =>
  ['EVENT_TYPE_TIMER_STARTED', 'EVENT_TYPE_ACTIVITY_TASK_SCHEDULED'].includes(eventType) ||
  marker?.markerName === 'core_local_activity';

const words = ({ userMetadata }: Event): string =>
  Buffer.from(userMetadata?.summary?.data ?? '', 'base64').toString('utf8');

describe('a timer or an activity', () => {
  it.each(files)('of %s → has a summary', async (file) => {
    const { events } = HISTORY.parse(JSON.parse(await readFile(join(HISTORIES, file), 'utf8')));
    const doings = events.filter(isOurDoing);
    expect(doings).not.toEqual([]);
    for (const doing of doings) expect(words(doing), `${file}, event ${doing.eventId}`).toMatch(/^".{5,}"$/);
  });
});
