// The commands of docs/operations.md, as they stand there, on a real stack: each on an order in the state it is for.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '../../dev/build/build.ts';
import { ATTENTION_CODES } from '../../domain/order-event.ts';
import { DECISION_NAMES } from '../../workflows/messages.ts';
import { blocksOf, type CommandLine, openCommandLine, promisesOf } from '../support/document-commands.ts';
import { openDesk } from '../support/operator-desk.ts';
import { MAKE } from '../support/operator-orders.ts';
import { openStack, type TestStack } from '../support/stack.ts';
import { WISH } from '../support/stack-client.ts';

const PAGE = 'docs/operations.md';
const DOCUMENT = readFileSync(join(ROOT, PAGE), 'utf8');

const COMMANDS = blocksOf(PAGE, 'sh').filter(({ state }) => state !== '');
const STATEMENTS = blocksOf(PAGE, 'sql');

let stack: TestStack;
let desk: Awaited<ReturnType<typeof openDesk>>;
let database: pg.Client;
let shell: CommandLine;

beforeAll(async () => {
  shell = await openCommandLine();
  stack = await openStack();
  desk = await openDesk(stack.info);
  database = new pg.Client({ connectionString: stack.env.DATABASE_URL });
  await database.connect();
}, 300_000);
afterAll(async () => {
  await database?.end();
  await desk?.close();
  await stack?.close();
  shell?.close();
}, 120_000);

describe('the commands', () => {
  it.each(COMMANDS)('$title, on an order that is $state → work', { timeout: 300_000 }, async (block) => {
    const make = MAKE[block.state];
    if (make === undefined) throw new Error(`no order is ever ${block.state}`);
    const ORDER = await make(desk);
    const said = await shell.run(block, { ORDER, SHOP: WISH.shopId, TEMPORAL_ADDRESS: stack.info.temporal });
    for (const text of promisesOf(block)) expect(said).toContain(text);
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
