// `worker/replay`: what it says of histories that replay, that do not, and of files that are none.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { filesIn } from '../../worker/replay/history-files.ts';
import { replayAll } from '../../worker/replay/replay-all.ts';
import { HISTORIES } from '../histories/histories.ts';
import { workflowBundle } from '../support/order-scenario.ts';

const folder = mkdtempSync(join(tmpdir(), 'klikandgo-replay-'));
const bundle = join(folder, 'bundle.js');
const recorded = (name: string): string => join(HISTORIES, name);

beforeAll(async () => {
  // As the command has it: what goes wrong is what it says.
  const telemetryOptions = { logging: { filter: 'ERROR', forward: {} } } as const;
  Runtime.install({ logger: new DefaultLogger('ERROR', () => {}), telemetryOptions });
  writeFileSync(bundle, (await workflowBundle()).code);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A file of the folder. @param change of the recorded history it is made from. */
function madeFrom(source: string, name: string, change: (json: string) => string): string {
  const json = readFileSync(recorded(source), 'utf8');
  const changed = change(json);
  expect(changed).not.toBe(json);
  writeFileSync(join(folder, name), changed);
  return join(folder, name);
}

async function replay(...files: string[]): Promise<{ code: number; said: string[] }> {
  const said: string[] = [];
  return {
    code: await replayAll(files, { workflowBundle: { codePath: bundle } }, (line) => said.push(line)),
    said,
  };
}

describe('histories of this code', () => {
  it('→ a line each with what it is, a summary, 0', async () => {
    const [order, care] = ['pickup-refused.json', 'online-late-payment.aftercare.json'].map(recorded);
    const { code, said } = await replay(order ?? '', care ?? '');
    expect(code).toBe(0);
    expect(said).toHaveLength(3);
    expect(said[0]).toMatch(/^replays .*pickup-refused\.json {2}orderWorkflow, \d+ events$/);
    expect(said[1]).toMatch(/^replays .*late-payment\.aftercare\.json {2}aftercareWorkflow, \d+ events$/);
    expect(said[2]).toBe('All 2 histories replay.');
  });

  it('of one workflow, exported twice → both are told', async () => {
    const again = madeFrom('pickup-refused.json', 'again.json', (json) => `${json}\n`);
    const { said } = await replay(recorded('pickup-refused.json'), again);
    expect(said.filter((line) => line.startsWith('replays'))).toHaveLength(2);
    expect(said.join()).toContain(again);
  });
});

describe('histories of workflows that have hardly begun', () => {
  const cutAfter = (events: number) =>
    madeFrom('notice.json', `cut-${events}.json`, (json) => {
      // As recorded: an object with a list of events.
      const history = JSON.parse(json) as { events: unknown[] };
      return JSON.stringify({ ...history, events: history.events.slice(0, events) });
    });

  it('one that waits for its start delay → has decided nothing that could differ, and keeps no other waiting', async () => {
    const { code, said } = await replay(cutAfter(1), recorded('pickup-refused.json'));
    expect(code).toBe(0);
    expect(said).toEqual([
      expect.stringMatching(/^replays .*pickup-refused\.json/),
      expect.stringMatching(/^replays .*cut-1\.json {2}noticeWorkflow, 1 events, nothing decided yet$/),
      'All 2 histories replay.',
    ]);
  });

  it.each([
    ['has a task that nobody took', 2],
    ['is at its first task', 3],
    ['has done its first task', 4],
  ])('one that %s → is replayed', async (_, events) => {
    const { code, said } = await replay(cutAfter(events));
    expect(code).toBe(0);
    expect(said[0]).toMatch(new RegExp(`${events} events$`));
  });
});

describe('histories of other code', () => {
  it('that called another activity → DIFFERS with both names, 1, and the others are replayed all the same', async () => {
    const other = madeFrom('online-collected.json', 'other.json', (json) =>
      json.replaceAll('"openCheckout"', '"openTill"'),
    );
    const { code, said } = await replay(other, recorded('notice.json'));
    expect(code).toBe(1);
    expect(said[0]).toMatch(
      /^DIFFERS .*other\.json {2}orderWorkflow, \d+ events\n {2}this code would have decided otherwise: /,
    );
    expect(said[0]).toMatch(/openTill.*openCheckout/);
    expect(said[1]).toMatch(/^replays .*notice\.json/);
    expect(said[2]).toBe('1 of 2 do not replay: 1 differ, 0 fail, 0 unreadable.');
  });

  it('of a workflow this build does not have → FAILS with its name, 1', async () => {
    const gone = madeFrom('pickup-refused.json', 'gone.json', (json) =>
      json.replace('"orderWorkflow"', '"bygoneWorkflow"'),
    );
    const { code, said } = await replay(gone);
    expect(code).toBe(1);
    expect(said[0]).toMatch(/^FAILS .*\n {2}this code breaks on it: .*bygoneWorkflow/);
  });
});

describe('what is no history', () => {
  it.each([
    ['half of one', (json: string) => json.slice(0, json.length / 2), /JSON/],
    [
      'its later events only',
      (json: string) => json.replace('WORKFLOW_EXECUTION_STARTED', 'TIMER_STARTED'),
      /no history: expected what `temporal workflow show/,
    ],
    ['a list', () => '[]', /no history/],
    ['nothing', () => '', /JSON/],
  ])('%s → UNREADABLE with why, 1', async (name, change, why) => {
    const { code, said } = await replay(madeFrom('notice.json', `${name.replaceAll(' ', '-')}.json`, change));
    expect(code).toBe(1);
    expect(said[0]).toMatch(/^UNREADABLE /);
    expect(said[0]).toMatch(why);
  });

  it('a file that is not there → UNREADABLE, 1', async () => {
    const { code, said } = await replay(join(folder, 'absent.json'));
    expect([code, said[0]]).toEqual([1, expect.stringMatching(/^UNREADABLE .*ENOENT/)]);
  });

  it('no file at all → said so, 1: nothing was shown to replay', async () => {
    expect(await replay()).toEqual({ code: 1, said: [expect.stringMatching(/^No history/)] });
  });
});

describe('a folder', () => {
  it('→ its .json files by name, each once', async () => {
    const files = await filesIn([HISTORIES, recorded('notice.json'), 'some.json']);
    expect(files).toContain(recorded('reconciliation.json'));
    expect(files.filter((file) => file.endsWith('notice.json'))).toHaveLength(1);
    expect(files.at(-1)).toBe('some.json');
  });
});
