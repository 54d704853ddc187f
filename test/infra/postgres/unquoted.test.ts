// What PostgreSQL says of a statement it refuses: which kind and which rule, never whose row it was.
import { inspect } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type OrderDatabase, openOrderDatabase } from './order-database.ts';

let orders: OrderDatabase;
beforeAll(async () => {
  orders = await openOrderDatabase();
});
afterAll(() => orders.close());

async function refusalOf(text: string, values: readonly string[]): Promise<Error & { code: string }> {
  const error = await orders.database.rows({ text }, values).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Error) || !('code' in error)) throw new Error('it was not refused by the server');
  return Object.assign(error, { code: String(error.code) });
}

const KEEP = `INSERT INTO "OrderPrivate" ("orderId", "name", "keptAt") VALUES ('quoted1', $1, $2::text::timestamp) RETURNING true AS row`;

interface Refused {
  readonly what: string;
  readonly text: string;
  readonly values: readonly string[];
  readonly code: string;
  readonly said: RegExp;
}

it.each<Refused>([
  {
    what: 'a row without what it needs',
    text: 'INSERT INTO "OrderPrivate" ("orderId", "name") VALUES ($1, $1) RETURNING true AS row',
    values: ['Célestine'],
    code: '23502',
    said: /null value in column "keptAt"/,
  },
  {
    what: 'a time that is none',
    text: KEEP,
    values: ['x', 'Célestine'],
    code: '22007',
    said: /^PostgreSQL 22007$/,
  },
  {
    what: 'a number that is none',
    text: 'SELECT $1::text::int AS row',
    values: ['Célestine'],
    code: '22P02',
    said: /^PostgreSQL 22P02$/,
  },
  {
    what: 'a sentence of a trigger',
    text: `DO $$ BEGIN RAISE EXCEPTION 'Célestine'; END $$`,
    values: [],
    code: 'P0001',
    said: /^PostgreSQL P0001$/,
  },
])('$what → its code is told, the value nowhere', async ({ text, values, code, said }) => {
  const error = await refusalOf(text, values);
  expect(error.code).toBe(code);
  expect(error.message).toMatch(said);
  expect(inspect(error, { depth: 9 })).not.toContain('Célestine');
});

it('a key that is there already → the rule by name, not the key', async () => {
  const text = `INSERT INTO "Shop" SELECT * FROM "Shop" WHERE "id" = $1 RETURNING true AS row`;
  const error = await refusalOf(text, ['boucherie-martin']);
  expect(error).toMatchObject({ code: '23505', constraint: 'Shop_pkey' });
  expect(inspect(error, { depth: 9 })).not.toContain('boucherie-martin');
});
