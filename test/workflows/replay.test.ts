// Orders that were lived with older code go on with the present one: every recorded history replays.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Worker } from '@temporalio/worker';
import { DeterminismViolationError } from '@temporalio/workflow';
import { describe, expect, it } from 'vitest';
import { ORDER_STATUSES, PAYMENT_STATUSES } from '../../domain/order-status.ts';
import type { BundleKind } from '../../worker/workflow-bundles.ts';
import { EARLIER, expectedFiles, HISTORIES } from '../histories/histories.ts';
import { STORIES } from '../histories/stories.ts';
import { workflowBundle } from '../support/order-scenario.ts';
import { NOWHERE, quiet } from '../support/temporal.ts';

const recorded = (await readdir(HISTORIES)).toSorted();

const earlier = (await readdir(EARLIER)).toSorted();

const read = (file: string): Promise<string> => readFile(join(HISTORIES, file), 'utf8');

/** @throws DeterminismViolationError when the present code would not have done what the history holds. */
async function replay(json: string, which?: Partial<BundleKind>): Promise<void> {
  quiet();
  const history: unknown = JSON.parse(json);
  await Worker.runReplayHistory({ workflowBundle: await workflowBundle(which), sinks: NOWHERE }, history);
}

describe('a recorded history', () => {
  it('is there for every story, and no other', () => {
    expect(recorded).toEqual(expectedFiles().toSorted());
  });

  it.each(recorded)('replays: %s', async (file) => {
    await expect(read(file).then((json) => replay(json))).resolves.toBeUndefined();
  });

  it.each(recorded)('replays in a worker that traces: %s', async (file) => {
    await expect(read(file).then((json) => replay(json, { isTraced: true }))).resolves.toBeUndefined();
  });

  it.each(recorded)('replays in a worker that encrypts: %s', async (file) => {
    await expect(read(file).then((json) => replay(json, { isEncrypting: true }))).resolves.toBeUndefined();
  });

  it.each(earlier)('lived with an earlier version replays: %s', async (file) => {
    await expect(readFile(join(EARLIER, file), 'utf8').then((json) => replay(json))).resolves.toBeUndefined();
  });

  it.each([
    ['an activity under another name', /"name": ?"openCheckout"/, '"name":"openTill"'],
    ['a timer of another kind', /EVENT_TYPE_TIMER_STARTED/, 'EVENT_TYPE_ACTIVITY_TASK_CANCEL_REQUESTED'],
  ])('of code that had %s does not replay', async (_change, original, other) => {
    const json = await read('online-collected.json');
    const changed = json.replace(original, other);
    expect(changed).not.toBe(json);
    await expect(replay(changed)).rejects.toBeInstanceOf(DeterminismViolationError);
  });
});

describe('the recorded stories', () => {
  const ends = Object.values(STORIES).flatMap(({ end, after }) => [
    end,
    ...(after ? [[end[0], after.end]] : []),
  ]);

  it('reach every final status of an order', () => {
    const final = ORDER_STATUSES.filter((status) => !['PENDING', 'ACCEPTED', 'READY'].includes(status));
    expect(new Set(ends.map(([status]) => status))).toEqual(new Set(final));
  });

  it('reach every final status of the payment', () => {
    const passing = ['PROCESSING', 'REFUND_PENDING', 'REFUND_FAILED', 'DISPUTED'];
    const final = PAYMENT_STATUSES.filter((status) => !passing.includes(status));
    expect(new Set(ends.map(([, payment]) => payment))).toEqual(new Set(final));
  });
});
