// How long an order's history grows: each event is work for the server, and money in Temporal's cloud.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { HISTORIES } from '../histories/histories.ts';

const UPDATE_COMPLETED = 'EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_COMPLETED';
const HISTORY = z.object({ events: z.array(z.object({ eventType: z.string() })) });

async function eventTypes(story: string): Promise<string[]> {
  const json: unknown = JSON.parse(await readFile(join(HISTORIES, `${story}.json`), 'utf8'));
  return HISTORY.parse(json).events.map(({ eventType }) => eventType);
}

describe('an order paid online', () => {
  it('is accepted within 45 events: the second update after placing it', async () => {
    const types = await eventTypes('online-collected');
    const placed = types.indexOf(UPDATE_COMPLETED);
    const accepted = types.indexOf(UPDATE_COMPLETED, placed + 1);
    expect(placed).toBeGreaterThan(0);
    expect(accepted).toBeGreaterThan(placed);
    expect(accepted + 1).toBeLessThanOrEqual(45);
  });

  it('is collected within 70 events', async () => {
    expect((await eventTypes('online-collected')).length).toBeLessThanOrEqual(70);
  });
});
