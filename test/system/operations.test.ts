// The commands of docs/operations.md, as they stand there, on a real stack: each on an order in the state it is for.
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '../../dev/build/build.ts';
import { findTemporalCli } from '../../dev/tools/temporal-cli.ts';
import { ATTENTION_CODES } from '../../domain/order-event.ts';
import { DECISION_NAMES } from '../../workflows/messages.ts';
import { openDesk } from '../support/operator-desk.ts';
import { MAKE } from '../support/operator-orders.ts';
import { openStack, type TestStack } from '../support/stack.ts';
import { WISH } from '../support/stack-client.ts';

const DOCUMENT = readFileSync(join(ROOT, 'docs/operations.md'), 'utf8');

interface Block {
  readonly title: string;
  readonly state: string;
  readonly lines: string;
}

/** Fenced blocks of a language; the word behind it is the state of the order they are for. */
function blocksOf(language: string): Block[] {
  const pieces = DOCUMENT.split(/^#{2,3} /m).map((piece) => [piece.split('\n', 1)[0] ?? '', piece] as const);
  const fence = new RegExp(`^\`\`\`${language}(?: ([\\w-]+))?\n([^]*?)\`\`\`$`, 'gm');
  return pieces.flatMap(([title, piece]) =>
    [...piece.matchAll(fence)].map(([, state = '', lines = '']) => ({ title, state, lines })),
  );
}

const COMMANDS = blocksOf('sh').filter(({ state }) => state !== '');
const STATEMENTS = blocksOf('sql');

let stack: TestStack;
let desk: Awaited<ReturnType<typeof openDesk>>;
let database: pg.Client;
const programs = mkdtempSync(join(tmpdir(), 'klikandgo-operations-'));

beforeAll(async () => {
  symlinkSync(await findTemporalCli(() => {}), join(programs, 'temporal'));
  stack = await openStack();
  desk = await openDesk(stack.info);
  database = new pg.Client({ connectionString: stack.env.DATABASE_URL });
  await database.connect();
}, 300_000);
afterAll(async () => {
  await database?.end();
  await desk?.close();
  await stack?.close();
  rmSync(programs, { recursive: true, force: true });
}, 120_000);

/** @throws with all that was said when a command fails. */
async function run({ lines }: Block, orderId: string): Promise<string> {
  const variables = { ORDER: orderId, SHOP: WISH.shopId, TEMPORAL_ADDRESS: stack.info.temporal };
  const env = { PATH: `${programs}:${process.env.PATH}`, HOME: programs, ...variables };
  const { stdout } = await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', lines], { env });
  return stdout;
}

describe('the commands', () => {
  it.each(COMMANDS)('$title, on an order that is $state → work', { timeout: 300_000 }, async (block) => {
    const make = MAKE[block.state];
    if (make === undefined) throw new Error(`no order is ever ${block.state}`);
    const said = await run(block, await make(desk));
    const promised = [...block.lines.matchAll(/^# → (.+)$/gm)].map(([, text]) => text ?? '');
    for (const text of promised) expect(said).toContain(text);
  });

  it.each(STATEMENTS)('SQL: $title → is answered', async ({ lines }) => {
    await expect(database.query(lines.replaceAll('$ORDER', 'nobodys0'))).resolves.toBeDefined();
  });
});

describe('the document', () => {
  it.each(ATTENTION_CODES)('has a runbook for %s', (code) => {
    expect(DOCUMENT).toMatch(new RegExp(`^### ${code}$`, 'm'));
  });

  it.each(DECISION_NAMES)('tells when %s may be sent', (name) => {
    expect(DOCUMENT).toMatch(new RegExp(`^\\| (?:\`\\w+\`, )*\`${name}\``, 'm'));
  });

  it('uses every state an order can be made in, and no other', () => {
    expect(new Set(COMMANDS.map(({ state }) => state))).toEqual(new Set(Object.keys(MAKE)));
  });
});
