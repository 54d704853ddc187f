// What recorded histories come to in Temporal Cloud's actions, counted by hand beside.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { historyFromJSON } from '@temporalio/common/lib/proto-utils.js';
import { describe, expect, it } from 'vitest';
import { actionsOf } from '../../../dev/bench/histories/actions.ts';
import { HISTORIES } from '../../histories/histories.ts';

const recorded = async (name: string) =>
  historyFromJSON(JSON.parse(await readFile(join(HISTORIES, `${name}.json`), 'utf8')));

describe('the actions of a history', () => {
  it('of an order paid online and collected', async () => {
    const parts = { start: 1, updates: 4, signals: 1, activities: 1, timers: 3, upserts: 4, localTasks: 6 };
    const sum = Object.values(parts).reduce((total, part) => total + part, 0);
    expect(actionsOf(await recorded('online-collected'))).toBe(sum);
  });

  it('of one paid at the counter: two local activities in its first task are one action', async () => {
    const parts = { start: 1, updates: 4, timers: 2, upserts: 3, localTasks: 4 };
    const sum = Object.values(parts).reduce((total, part) => total + part, 0);
    expect(actionsOf(await recorded('pickup-collected'))).toBe(sum);
  });

  it('a third attempt of an activity → three; an upsert of the SDK’s own change version → none', () => {
    const upsert = (...names: string[]) => ({
      upsertWorkflowSearchAttributesEventAttributes: {
        searchAttributes: { indexedFields: Object.fromEntries(names.map((name) => [name, {}])) },
      },
    });
    expect(actionsOf({ events: [{ activityTaskStartedEventAttributes: { attempt: 3 } }] })).toBe(3);
    expect(actionsOf({ events: [upsert('TemporalChangeVersion')] })).toBe(0);
    expect(actionsOf({ events: [upsert('TemporalChangeVersion', 'OrderStatus')] })).toBe(1);
  });
});
