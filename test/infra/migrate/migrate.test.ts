// Applying migrations: from nothing, again, at once, after a crash, and to exactly what the schema says.
import { readdir, readFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { applyMigrations } from '../../../infra/migrate/apply-migrations.ts';
import { describeFailure } from '../../../infra/migrate/describe-failure.ts';
import { migrateWhenUp } from '../../../infra/migrate/migrate-when-up.ts';
import { openMigrationAdapter } from '../../../infra/migrate/migration-adapter.ts';
import { openSchemaEngine } from '../../../infra/migrate/schema-engine.ts';
import { openLine } from '../postgres/severed-line.ts';
import { readCharColumns } from './char-columns.ts';
import { type EmptyDatabase, openEmptyDatabase } from './empty-database.ts';

let empty: EmptyDatabase;
// Keeps the server up from one test to the next.
let other: EmptyDatabase;
beforeAll(async () => {
  other = await openEmptyDatabase();
});
afterAll(() => other.close());
beforeEach(async () => {
  empty = await openEmptyDatabase();
});
afterEach(() => empty.close());

const MIGRATIONS = new URL('../../../prisma/migrations/', import.meta.url);
const SCHEMA = new URL('../../../prisma/schema.prisma', import.meta.url);

async function names(): Promise<string[]> {
  const found = await readdir(MIGRATIONS, { withFileTypes: true });
  return found
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

const bookkeeping = () =>
  empty.sql(
    `SELECT migration_name, finished_at IS NOT NULL AS finished, rolled_back_at IS NOT NULL AS undone
     FROM _prisma_migrations ORDER BY started_at`,
  );

/** What a run killed in the second migration leaves: its mark, and nothing of the script, which is one transaction. */
async function undoGuards(): Promise<void> {
  await empty.sql('DROP FUNCTION notify_order_events CASCADE');
  await empty.sql('DROP INDEX "Order_open_pickupCode_key"');
  await empty.sql(
    `DO $$ DECLARE found record; BEGIN
       FOR found IN SELECT conname, conrelid::regclass AS owner FROM pg_constraint
         WHERE contype = 'c' AND connamespace = 'public'::regnamespace
       LOOP EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', found.owner, found.conname); END LOOP;
     END $$`,
  );
  await empty.sql(
    `UPDATE _prisma_migrations SET finished_at = NULL, applied_steps_count = 0 WHERE migration_name LIKE '0002%'`,
  );
}

/** What would have to be done to a migrated database to make it the schema, as SQL. */
async function difference(schema: string): Promise<string> {
  const adapter = await openMigrationAdapter(empty.url);
  try {
    const live = readCharColumns(await adapter.connect());
    const engine = await openSchemaEngine({ ...adapter, connect: () => Promise.resolve(live) });
    const files = [{ path: 'schema.prisma', content: schema }];
    const { stdout } = await engine.diff({
      from: { tag: 'schemaDatasource', configDir: '.', files },
      to: { tag: 'schemaDatamodel', files },
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    });
    return stdout ?? '';
  } finally {
    await adapter.close();
  }
}

describe('migrations', () => {
  it('an empty database → all of them, in order; again → none', async () => {
    expect(await applyMigrations(empty.url)).toEqual(await names());
    expect(await applyMigrations(empty.url)).toEqual([]);
    expect(await bookkeeping()).toEqual(
      (await names()).map((name) => ({ migration_name: name, finished: true, undone: false })),
    );
  });

  it('six runs at once → each migration applied once', async () => {
    const runs = await Promise.all(Array.from({ length: 6 }, () => applyMigrations(empty.url)));
    expect(runs.flat()).toEqual(await names());
  });

  it('a run killed before its migration was through → the next one starts it over', async () => {
    await applyMigrations(empty.url);
    await undoGuards();
    expect(await applyMigrations(empty.url)).toEqual(['0002_order_guards']);
    expect((await bookkeeping()).at(-1)).toEqual({
      migration_name: '0002_order_guards',
      finished: true,
      undone: false,
    });
  });

  it('a migration that fails in the middle → nothing of it stays, and the next run starts it over', async () => {
    await applyMigrations(empty.url);
    await undoGuards();
    // The name of the last thing that the migration makes is taken.
    await empty.sql(`CREATE TRIGGER "OrderEvent_notify" AFTER INSERT ON "OrderEvent"
      FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()`);
    await expect(applyMigrations(empty.url)).rejects.toThrow(/0002_order_guards/);
    const [row] = await empty.sql(`SELECT to_regclass('"Order_open_pickupCode_key"') AS found`);
    expect(row?.found).toBeNull();
    await empty.sql('DROP TRIGGER "OrderEvent_notify" ON "OrderEvent"');
    expect(await applyMigrations(empty.url)).toEqual(['0002_order_guards']);
  });

  it('a database that somebody else filled → left alone', async () => {
    await empty.sql('CREATE TABLE foreign_table (id int)');
    await expect(applyMigrations(empty.url)).rejects.toThrow(/not empty/);
  });

  it('a database that comes up later → waited for, and said once', async () => {
    const line = await openLine(empty.url);
    await line.cut();
    const said: string[] = [];
    setTimeout(() => void line.mend(), 1_200);
    const say = (text: string) => said.push(text);
    expect(await migrateWhenUp(line.url, { patience: 20_000, say })).toEqual(await names());
    expect(said).toEqual(['The database does not answer yet; waiting up to 20 s.']);
    await line.cut();
  });
});

describe('the schema', () => {
  it('and the migrations → the same tables', async () => {
    await applyMigrations(empty.url);
    expect((await difference(await readFile(SCHEMA, 'utf8'))).trim()).toBe('-- This is an empty migration.');
  });

  it('with one more column → told apart', async () => {
    await applyMigrations(empty.url);
    const schema = await readFile(SCHEMA, 'utf8');
    const changed = schema.replace('model StripeEvent {', 'model StripeEvent {\n  extra String?');
    expect(await difference(changed)).toContain('ADD COLUMN     "extra" TEXT');
  });
});

describe('what went wrong', () => {
  const failure = async (url: string) => {
    const error: unknown = await applyMigrations(url).catch((reason: unknown) => reason);
    return describeFailure(error);
  };
  const changed = (change: (url: URL) => void) => {
    const url = new URL(empty.url);
    change(url);
    return url.href;
  };

  it('nobody listens → the address', async () => {
    const url = changed((to) => {
      to.port = '1';
    });
    expect(await failure(url)).toMatch(/^no PostgreSQL answers at \S+:1 \(DATABASE_URL\)\.$/);
  });

  it('an unknown database → its name', async () => {
    const url = changed((to) => {
      to.pathname = '/nowhere';
    });
    expect(await failure(url)).toBe('the database nowhere of DATABASE_URL does not exist.');
  });

  it('a wrong password → said, without the password', async () => {
    const url = changed((to) => {
      to.password = 'hunter2';
    });
    expect(await failure(url)).toMatch(/refuses the user or the password/);
    expect(await failure(url)).not.toContain('hunter2');
  });

  it('a plain error → its message', () => {
    expect(describeFailure(new Error('boom'))).toBe('boom');
  });
});
